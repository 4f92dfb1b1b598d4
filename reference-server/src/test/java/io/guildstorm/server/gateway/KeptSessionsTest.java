package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static io.guildstorm.server.gateway.TestServer.EVE;
import static io.guildstorm.server.gateway.TestServer.GUILD;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.fanout.RelayFanout;
import io.guildstorm.server.guild.GuildSettings;
import io.guildstorm.server.model.Crowd;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.state.HeldState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sessions that other processes know of. Those can tell from a guild's log what its events were; so before a session
/// is
/// given anything else, its record is taken back.
class KeptSessionsTest {
    private static final String WHO = "{\"op\":8,\"d\":{\"guild_id\":\"" + GUILD + "\",\"query\":\"an\",\"limit\":1}}";

    private final HeldState state = new HeldState();
    private TestServer server;
    private TestClient bob;

    @BeforeEach
    void start() {
        server = new TestServer(GatewaySettings.defaults(), GuildSettings.DEFAULTS, new RelayFanout(), state);
        bob = server.signedIn(BOB, ALL);
        state.awaitSession(bob.session());
    }

    @AfterEach
    void stop() {
        bob.close();
        server.close();
    }

    /// A heartbeat is answered, and nothing came before.
    private void hearsNothing(TestClient client) {
        client.send("{\"op\":1,\"d\":2}");
        assertThat(client.payload().path("op").asInt()).isEqualTo(11);
    }

    @Test
    void members_are_told_when_nobody_can_read_the_record_any_more() throws Exception {
        state.holdRemovals();
        bob.send(WHO);
        state.awaitHeldRemoval();
        hearsNothing(bob);

        state.release();

        assertThat(bob.payload().path("t").asText()).isEqualTo("GUILD_MEMBERS_CHUNK");
        state.awaitSession(bob.session());
    }

    @Test
    void a_new_guild_is_told_when_nobody_can_read_the_record_any_more() throws Exception {
        state.holdRemovals();
        var village = new GuildId(1_000_000_000_000_000_002L);
        server.guilds
                .ask(village, new GuildCommand.Create("village", ANN, List.of("green"), List.of(), Crowd.NOBODY), 0)
                .thenCompose(_ -> server.guilds.ask(village, new GuildCommand.AddMembers(List.of(BOB)), 0))
                .toCompletableFuture()
                .join();
        state.awaitHeldRemoval();
        hearsNothing(bob);

        state.release();

        assertThat(bob.dispatch("GUILD_CREATE").path("d").path("id").asText()).isEqualTo(village.toString());
    }

    @Test
    void a_resume_within_the_process_waits_for_it_too() throws Exception {
        state.holdRemovals();
        bob.cut();
        try (var after = server.connect()) {
            after.resume(server.token(BOB), bob.session(), 2);
            state.awaitHeldRemoval();
            hearsNothing(after);

            state.release();

            assertThat(after.payload().path("t").asText()).isEqualTo("RESUMED");
        }
    }

    @Test
    void where_the_record_cannot_be_taken_back_the_session_starts_afresh() {
        state.fail();

        bob.send(WHO);

        assertThat(bob.payload().path("op").asInt()).isEqualTo(9);
        bob.identify(server.token(BOB), ALL);
        assertThat(bob.payload().path("t").asText()).isEqualTo("READY");
    }

    @Test
    void where_the_record_cannot_be_taken_back_a_resume_starts_afresh() {
        state.fail();
        bob.cut();

        try (var after = server.connect()) {
            after.resume(server.token(BOB), bob.session(), 2);

            assertThat(after.payload().path("op").asInt()).isEqualTo(9);
        }
    }

    @Test
    void others_sessions_are_left_alone_by_whoever_asks_for_them() {
        try (var eve = server.connect()) {
            eve.resume(server.token(EVE), bob.session(), 2);

            assertThat(eve.payload().path("op").asInt()).isEqualTo(9);
        }
        hearsNothing(bob);
    }
}
