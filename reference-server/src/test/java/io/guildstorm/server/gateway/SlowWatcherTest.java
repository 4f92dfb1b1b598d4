package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static io.guildstorm.server.gateway.TestServer.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.model.User;
import io.guildstorm.server.presence.PresenceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Watchers that do not read, and watched users whose peer is silent though nothing closed its socket.
class SlowWatcherTest {
    private static final int PRESENCES_TOO = ALL | 1 << 8;
    private static final Duration TTL = Duration.ofSeconds(90);

    /// A change is told at once: without debounce and window nothing depends on how long a test takes.
    private final TestServer server = new TestServer(
            GatewaySettings.defaults(),
            new PresenceSettings(true, true, Duration.ZERO, Duration.ZERO, TTL, 500, Duration.ofMinutes(5), 3));

    @AfterEach
    void stop() {
        server.close();
    }

    private TestClient online(User user) {
        var client = server.connect().identify(server.token(user), PRESENCES_TOO);
        client.dispatch("GUILD_CREATE");
        return client;
    }

    private static void say(TestClient client, String status) {
        client.send("{\"op\":3,\"d\":{\"status\":\"" + status + "\",\"since\":null,\"activities\":[],\"afk\":false}}");
    }

    /// What Bob said has been told to all who can take it: the server answers a heartbeat behind it, then its presence
    /// server a question, then every lane has done what it was given by then.
    private void told(TestClient bob) {
        bob.send("{\"op\":1,\"d\":null}");
        bob.op(11);
        server.awaitShown(BOB);
    }

    private static String next(TestClient client) {
        return status(client.dispatch("PRESENCE_UPDATE"));
    }

    private static String status(JsonNode update) {
        return update.path("d").path("user").path("id").asText() + " "
                + update.path("d").path("status").asText();
    }

    private static String bob(String status) {
        return BOB.id() + " " + status;
    }

    @Test
    void who_does_not_read_is_told_at_last_how_it_is_and_not_how_it_was() {
        server.admit(List.of(EVE));
        try (var bob = online(BOB);
                var slow = TestClient.deaf(server.port())) {
            slow.identify(server.token(EVE), PRESENCES_TOO);
            server.await(Meter.SESSIONS, 2);
            server.awaitShown(EVE);
            server.awaitShown(BOB);
            fill();
            for (String status : List.of("dnd", "idle", "online", "idle", "online", "idle")) {
                say(bob, status);
                told(bob);
            }
            slow.reading();

            var seen = new ArrayList<String>();
            while (!seen.contains(bob("idle"))) {
                seen.add(next(slow));
            }
            seen.removeIf(each -> !each.startsWith(BOB.id().toString()));
            assertThat(seen).containsExactly(bob("online"), bob("idle")); // as it came, and as it is
            assertThat(server.count(Meter.CLOSES_SLOW)).isZero();
            say(bob, "dnd");
            assertThat(next(slow)).isEqualTo(bob("dnd")); // and is told again as everybody
        }
    }

    /// More than half of what may wait for a socket, and less than costs it its connection.
    private void fill() {
        int bound = GatewaySettings.defaults().sendQueueBytes();
        while (server.waitingBytes() < bound * 5L / 8) {
            server.say(ANN, "x".repeat(1_900));
            server.awaitDelivered();
        }
    }

    @Test
    void a_peer_that_vanished_without_a_word_is_offline_to_others_and_forgotten() { // case 19
        try (var ann = online(ANN);
                var bob = online(BOB)) { // which sends nothing any more, and never closes its socket
            assertThat(next(ann)).isEqualTo(bob("online"));
            pass(TTL.plusSeconds(10), ann);
            assertThat(bob.closing().code()).isEqualTo(4009);
            assertThat(next(ann)).isEqualTo(bob("offline"));
            pass(GatewaySettings.defaults().resumeWindow(), ann);
            server.await(Meter.SESSIONS_DETACHED, 0);
            assertThat(server.count(Meter.SESSIONS)).isEqualTo(1);
        }
    }

    /// One of them beats meanwhile.
    private void pass(Duration time, TestClient beating) {
        var step = Duration.ofSeconds(20);
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            server.skip(step);
            beating.send("{\"op\":1,\"d\":null}");
            beating.op(11);
        }
    }
}
