package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.GUILD;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.fanout.FanoutStrategy;
import io.guildstorm.server.gateway.TestClient.Incoming;
import io.guildstorm.server.guild.GuildSettings;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Case 28: relays die under their sessions while messages come.
class RelayEndTest {
    private static final int SESSIONS = 40;
    private static final int MESSAGES = 600;

    private record Listener(User user, TestClient client, String session) {}

    /// One on each lane, half of them, all of them.
    @ParameterizedTest
    @ValueSource(ints = {1, 50, 100})
    void sessions_of_a_relay_that_ended_resume_without_a_gap_and_the_others_notice_nothing(int percent)
            throws Exception {
        var settings = GuildSettings.DEFAULTS.withFanout(new FanoutStrategy.Settings(5)); // 8 relays
        try (var server = new TestServer(GatewaySettings.defaults(), settings)) {
            var users = IntStream.range(0, SESSIONS)
                    .mapToObj(i -> new User(new UserId(1_000_000_000_000_001_000L + i), "user-" + i, false))
                    .toList();
            server.admit(users);
            var listeners = users.stream().map(user -> signedIn(server, user)).toList();
            var texts = IntStream.range(0, MESSAGES).mapToObj(i -> "m" + i).toList();

            var sending = CompletableFuture.runAsync(() -> {
                for (int at = 0; at < MESSAGES; at += 20) {
                    server.say(ANN, texts.subList(at, at + 20));
                    if (at == MESSAGES / 2) {
                        server.guilds.endRelays(GUILD, percent);
                    }
                }
            });
            int resumed = 0;
            for (Listener listener : listeners) {
                var heard = new ArrayList<String>();
                resumed += hear(server, listener, heard);
                assertThat(heard).as(listener.user.name()).isEqualTo(texts);
                listener.client.close();
            }
            sending.get();

            assertThat(resumed).isEqualTo(5 * 2 * Math.ceilDiv(4 * percent, 100));
        }
    }

    private static Listener signedIn(TestServer server, User user) {
        var client = server.connect().identify(server.token(user), ALL);
        String session = client.dispatch("READY").path("d").path("session_id").asText();
        client.dispatch("GUILD_CREATE");
        return new Listener(user, client, session);
    }

    /// All messages, over a resume where the server asks for one; how often it did.
    private static int hear(TestServer server, Listener listener, List<String> heard) {
        int seen = 2;
        int code = 0;
        while (code == 0 && heard.size() < MESSAGES) {
            switch (listener.client.next()) {
                case Incoming.Payload(var dispatch) -> {
                    assertThat(dispatch.path("s").asInt()).isEqualTo(++seen);
                    heard.add(dispatch.path("d").path("content").asText());
                }
                case Incoming.Closing(int its, var _) -> code = its;
                case Incoming.Gone() -> code = -1;
            }
        }
        if (code == 0) {
            return 0;
        }
        assertThat(code).isEqualTo(4000);
        try (var after = server.connect().resume(server.token(listener.user), listener.session, seen)) {
            heard.addAll(after.messages(MESSAGES - heard.size()));
        }
        return 1;
    }
}
