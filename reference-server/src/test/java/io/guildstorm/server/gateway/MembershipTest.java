package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static io.guildstorm.server.gateway.TestServer.EVE;
import static io.guildstorm.server.gateway.TestServer.GUILD;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.model.GuildCommand;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who comes into a guild or leaves it while signed in.
class MembershipTest {
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void who_becomes_a_member_while_signed_in_gets_the_guild_and_all_that_follows() {
        try (var eve = TestClient.connect(server.port());
                var onAnotherShard = TestClient.connect(server.port())) {
            eve.identify(server.token(EVE), ALL).dispatch("READY");
            int other = 1 - (int) ((GUILD.value() >>> 22) % 2);
            onAnotherShard
                    .send("{\"op\":2,\"d\":{\"token\":\"" + server.token(EVE) + "\",\"intents\":" + ALL + ",\"shard\":["
                            + other + ",2]}}")
                    .dispatch("READY");

            server.ask(new GuildCommand.AddMembers(List.of(EVE)));
            assertThat(eve.payload().path("t").asText()).isEqualTo("GUILD_CREATE");
            server.say(ANN, List.of("one", "two", "three"));

            assertThat(eve.messages(3)).isEqualTo(List.of("one", "two", "three"));
            onAnotherShard.send("{\"op\":1,\"d\":1}");
            assertThat(onAnotherShard.payload().path("op").asInt()).isEqualTo(11);
        }
    }

    @Test
    void who_leaves_and_comes_back_while_signed_in_hears_again() {
        server.ask(new GuildCommand.AddMembers(List.of(EVE)));
        try (var eve = server.signedIn(EVE, ALL)) {
            for (int i = 0; i < 20; i++) {
                server.ask(new GuildCommand.RemoveMembers(List.of(EVE.id())));
                server.ask(new GuildCommand.AddMembers(List.of(EVE)));

                assertThat(eve.payload().path("t").asText()).isEqualTo("GUILD_DELETE");
                assertThat(eve.payload().path("t").asText()).isEqualTo("GUILD_CREATE");
            }
            server.say(ANN, "welcome back");
            assertThat(eve.messages(1)).containsExactly("welcome back");
        }
    }

    @Test
    void who_leaves_a_guild_is_told_so_and_hears_nothing_of_it_any_more() {
        server.ask(new GuildCommand.AddMembers(List.of(EVE)));
        try (var eve = server.signedIn(EVE, ALL);
                var bob = server.signedIn(BOB, ALL)) {
            server.ask(new GuildCommand.RemoveMembers(List.of(EVE.id())));
            server.say(ANN, "eve must not hear this");
            bob.messages(1);

            assertThat(eve.payload().path("t").asText()).isEqualTo("GUILD_DELETE");
            eve.send("{\"op\":1,\"d\":3}");
            assertThat(eve.payload().path("op").asInt()).isEqualTo(11);
        }
    }
}
