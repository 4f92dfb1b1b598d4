package io.guildstorm.reports.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.target.PresenceFigures.Times;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PresenceInProcessTest {
    private static PresenceInProcess figures(@Nullable Double cpuS, @Nullable Double p99Ms) {
        return new PresenceInProcess(
                999_400, 100_000, 600_000, 2_060_000, 3, 41.5, new Times(60_000, 309.0, p99Ms, 433.0), 10.0, cpuS);
    }

    @Test
    void the_block_is_read_as_it_was_written() {
        for (PresenceInProcess figures : new PresenceInProcess[] {figures(2.5, 412.0), figures(null, null)}) {
            Map<String, @Nullable Object> experiment = new LinkedHashMap<>();
            figures.into(experiment);

            assertThat(PresenceInProcess.of(experiment)).isEqualTo(figures);
        }
        assertThat(PresenceInProcess.of(Map.of("sends", 3))).isNull();
        assertThat(PresenceInProcess.of(null)).isNull();
    }

    @Test
    void the_terminal_says_how_many_and_how_true() {
        assertThat(figures(2.5, 412.0).line())
                .isEqualTo(
                        "999,400 users without sockets · 100,000 changes a second · wrong at rest 3 · told p99 412 ms");
        assertThat(figures(2.5, null).line()).doesNotContain("p99");
    }
}
