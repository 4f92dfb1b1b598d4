package io.guildstorm.reports.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.SessionFairness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionRowTest {
    @TempDir
    Path place;

    private static SessionRow session(long number, @Nullable Double p99Ms) {
        return new SessionRow(number, 1, null, 600, p99Ms, 0, 0, 0, 0);
    }

    @Test
    void fairness_is_the_spread_of_each_sessions_own_p99() {
        List<SessionRow> sessions = new ArrayList<>();
        for (int i = 1; i <= 200; i++) sessions.add(session(i, (double) i));

        SessionFairness fairness = Objects.requireNonNull(SessionRow.fairness(sessions));

        assertThat(fairness.p50Ms()).isEqualTo(100);
        assertThat(fairness.p99Ms()).isEqualTo(198);
        assertThat(fairness.maxMs()).isEqualTo(200);
        assertThat(fairness.worst())
                .extracting(SessionFairness.Worst::session)
                .containsExactly(200L, 199L, 198L, 197L, 196L, 195L, 194L, 193L, 192L, 191L);
    }

    @Test
    void of_sessions_that_are_equally_slow_the_first_comes_first() {
        List<SessionRow> sessions = List.of(session(9, 5.0), session(3, 5.0), session(7, 8.0), session(5, 5.0));

        assertThat(Objects.requireNonNull(SessionRow.fairness(sessions)).worst())
                .extracting(SessionFairness.Worst::session)
                .containsExactly(7L, 3L, 5L, 9L);
    }

    @Test
    void sessions_that_got_too_little_say_nothing() {
        SessionFairness fairness =
                Objects.requireNonNull(SessionRow.fairness(List.of(session(1, null), session(2, 5.0))));

        assertThat(fairness.maxMs()).isEqualTo(5);
        assertThat(fairness.p99Ms()).isNull();
        assertThat(fairness.worst()).hasSize(1);
        assertThat(SessionRow.fairness(List.of(session(1, null)))).isNull();
    }

    @Test
    void rows_of_all_swarms_are_read() throws IOException {
        RunFolder folder = RunFolder.at(place.resolve("run"));
        String header =
                "session,ready_ns,left_ns,close_code,received,p99_ms,lost,duplicated,reordered,corrupted,loop\n";
        Files.writeString(folder.csv("sessions", "swarm-0"), header + "0,1,2,4000,10,1.25,1,2,3,4,1\n");
        Files.writeString(folder.csv("sessions", "swarm-1"), header + "1,1,2,,0,,0,0,0,0,0\n");

        assertThat(SessionRow.read(folder))
                .containsExactly(
                        new SessionRow(0, 1, 4000, 10, 1.25, 1, 2, 3, 4),
                        new SessionRow(1, 0, null, 0, null, 0, 0, 0, 0));
    }
}
