package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Users without sockets, by the operator's routes.
class PresenceCrowdTest {
    private static final String CROWD = "/admin/v1/presence-crowd";

    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.inMemory(
                    "gateway.heartbeat-interval=500ms", "presence.ttl=4s", "presence.debounce=300ms")
            .and("--allow-faults");

    @AfterEach
    void nobody_is_left() {
        server.admin().delete(CROWD);
    }

    @Test
    void at_rest_what_is_told_of_each_is_what_it_says() {
        begin(5_000, 20_000, 1);

        var report = awaitDone();

        assertThat(report.path("present").asInt()).isEqualTo(5_000);
        assertThat(report.path("changes").asInt()).isEqualTo(20_000);
        assertThat(report.path("wrong").asInt()).isZero();
        assertThat(report.path("staleness").asText()).isNotEmpty();
    }

    @Test
    void a_flicker_is_not_told_ten_times() {
        begin(5_000, 20_000, 1);

        // each as offline and then as online, and in the second of flickering two or three times more
        assertThat(awaitDone().path("told").asInt()).isBetween(2 * 5_000, 6 * 5_000);
    }

    @Test
    void a_presence_server_that_is_killed_amid_it_is_told_of_all_again() {
        begin(5_000, 20_000, 1);
        await("changing");
        for (int i = 0; i < 4; i++) {
            server.admin().post("/admin/v1/faults", "{\"presence_kill\":" + i + "}");
        }

        assertThat(awaitDone().path("wrong").asInt()).isZero();
    }

    /// None is told of as gone and as back, though two times to live pass.
    @Test
    void its_users_live_by_their_heartbeats() {
        begin(1_000, 100, 9);

        assertThat(awaitDone().path("told").asInt()).isBetween(2 * 1_000, 2 * 1_000 + 900);
    }

    @Test
    void there_is_one_at_a_time() {
        begin(10, 1, 1);

        var second = server.admin().post(CROWD, body(10, 1, 1));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body()).contains("DELETE it first");
    }

    @Test
    void one_that_is_ended_is_forgotten() {
        begin(10, 1, 1);

        assertThat(server.admin().delete(CROWD).status()).isEqualTo(204);
        assertThat(server.admin().get(CROWD).status()).isEqualTo(404);
        begin(20, 1, 1);
        assertThat(report().path("users").asInt()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1, users", "1000001, 1, 1, users", "1, 0, 1, changes_per_second", "1, 1, 601, seconds"})
    void what_cannot_be_is_refused_by_name(int users, int changes, int seconds, String field) {
        var refused = server.admin().post(CROWD, body(users, changes, seconds));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").has(field)).isTrue();
    }

    private static void begin(int users, int changes, int seconds) {
        var begun = server.admin().post(CROWD, body(users, changes, seconds));
        assertThat(begun.status()).as(begun.body()).isEqualTo(204);
    }

    private static String body(int users, int changes, int seconds) {
        return "{\"users\":%d,\"changes_per_second\":%d,\"seconds\":%d}".formatted(users, changes, seconds);
    }

    private static JsonNode report() {
        return server.admin().get(CROWD).json();
    }

    private static JsonNode awaitDone() {
        return await("done");
    }

    private static JsonNode await(String stage) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            var report = report();
            if (report.path("stage").asText().equals(stage)) {
                return report;
            }
            assertThat(System.nanoTime()).as(report.toString()).isLessThan(deadline);
        }
    }
}
