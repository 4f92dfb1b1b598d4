package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.presence.PresenceSettings;
import io.guildstorm.server.state.PrivateRedis;
import io.guildstorm.server.state.RedisState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of statuses when the process ends that knew them, with a real Redis.
class PresenceBackupTest {
    private static final int PRESENCES_TOO = ALL | 1 << 8;
    private static final Duration TTL = Duration.ofSeconds(40);
    private static final PresenceSettings SETTINGS = new PresenceSettings(
            true, true, Duration.ofMillis(100), Duration.ofMillis(20), TTL, 500, Duration.ofMinutes(5), 2);

    @TempDir
    Path folder;

    private static TestServer server(@Nullable RedisState redis) {
        return new TestServer(GatewaySettings.defaults(), SETTINGS, redis == null ? null : redis.statuses());
    }

    private static List<UserId> shown(TestServer server) {
        return TestServer.now(server.presences.query(List.of(BOB.id()))).stream()
                .map(presence -> presence.user())
                .toList();
    }

    private static void awaitShown(TestServer server, List<UserId> who) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!shown(server).equals(who)) {
            assertThat(System.nanoTime()).as("shown: " + shown(server)).isLessThan(deadline);
        }
    }

    private static void awaitSaved(RedisState redis) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (TestServer.now(redis.statuses().load(0)).size()
                        + TestServer.now(redis.statuses().load(1)).size()
                < 1) {
            assertThat(System.nanoTime()).as("saved").isLessThan(deadline);
        }
    }

    @Test
    void who_was_there_when_the_process_ended_is_there_when_the_next_begins_for_its_time_to_live() throws Exception {
        try (var redis = PrivateRedis.start(folder);
                var state = RedisState.connect(redis.address(), "town")) {
            try (var before = server(state);
                    var _ = before.signedIn(BOB, PRESENCES_TOO)) {
                awaitShown(before, List.of(BOB.id()));
                awaitSaved(state);
            }
            try (var after = server(state)) {
                assertThat(shown(after)).containsExactly(BOB.id());
                try (var ann = after.signedIn(ANN, PRESENCES_TOO)) {
                    assertThat(ann.dispatch("PRESENCE_UPDATE")
                                    .path("d")
                                    .path("status")
                                    .asText())
                            .isEqualTo("online");
                    after.skip(TTL);
                    assertThat(ann.dispatch("PRESENCE_UPDATE")
                                    .path("d")
                                    .path("status")
                                    .asText())
                            .as("nobody came back")
                            .isEqualTo("offline");
                }
            }
        }
    }

    @Test
    void without_a_backup_nobody_is_there_at_first() {
        try (var before = server(null);
                var _ = before.signedIn(BOB, PRESENCES_TOO)) {
            awaitShown(before, List.of(BOB.id()));
        }
        try (var after = server(null)) {
            assertThat(shown(after)).isEmpty();
        }
    }

    @Test
    void who_hides_when_the_process_ends_hides_when_the_next_begins() throws Exception {
        try (var redis = PrivateRedis.start(folder);
                var state = RedisState.connect(redis.address(), "town")) {
            try (var before = server(state);
                    var bob = before.connect()) {
                bob.send("{\"op\":2,\"d\":{\"token\":\"" + before.token(BOB)
                        + "\",\"intents\":1,\"properties\":{},\"presence\":{\"status\":\"invisible\"}}}");
                bob.dispatch("GUILD_CREATE");
                awaitSaved(state);
            }
            try (var after = server(state)) {
                assertThat(shown(after)).isEmpty();
                assertThat(TestServer.now(after.presences.hides(BOB.id()))).isTrue();
            }
        }
    }

    @Test
    void who_said_goodbye_does_not_come_back() throws Exception {
        try (var redis = PrivateRedis.start(folder);
                var state = RedisState.connect(redis.address(), "town")) {
            try (var before = server(state);
                    var bob = before.signedIn(BOB, PRESENCES_TOO)) {
                awaitShown(before, List.of(BOB.id()));
                awaitSaved(state);
                bob.close(1000);
                before.await(Meter.SESSIONS, 0);
                awaitShown(before, List.of());
            }
            try (var after = server(state)) {
                assertThat(shown(after)).isEmpty();
            }
        }
    }

    @Test
    void a_redis_that_is_gone_costs_nothing_but_the_backup() throws Exception {
        try (var redis = PrivateRedis.start(folder);
                var state = RedisState.connect(redis.address(), "town")) {
            redis.kill();
            try (var server = server(state);
                    var _ = server.signedIn(BOB, PRESENCES_TOO)) {
                awaitShown(server, List.of(BOB.id()));
            }
        }
    }
}
