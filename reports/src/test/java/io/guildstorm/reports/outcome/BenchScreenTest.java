package io.guildstorm.reports.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.bench.SyntheticBench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchScreenTest {
    @TempDir
    Path folder;

    @Test
    void a_run_is_a_table_of_at_most_80_columns() throws IOException {
        List<String> screen = BenchScreen.of(SyntheticBench.record(folder), Path.of("runs/bench-1/report.html"), 130);

        assertThat(screen).allMatch(line -> line.length() <= 80, "at most 80 columns");
        assertThat(screen)
                .containsSequence(
                        "                                              median          spread  allocated",
                        " Dispatch",
                        "   relay, recipients 1,000, each             20.5 ns      -7% … +17%        0 B",
                        "   relay, recipients 100,000, each             20 ns       -5% … +5%      312 B")
                .contains(" report  runs/bench-1/report.html", " interrupted, 4 of 5 measured · exit 130");
        assertThat(String.join(" ", screen))
                .contains("quick: good for a look", "direct, recipients 1 took no longer than nothing does")
                .contains("Dispatch.gone {recipients=9} could not be measured: it <threw>")
                .contains("disturbed by another run: hot-channel (pid 7)");
    }

    @Test
    void a_long_name_is_cut() throws IOException {
        List<String> screen = BenchScreen.of(
                SyntheticBench.record(SyntheticBench.wide(folder)), Path.of("runs/bench-1/report.html"), 0);

        assertThat(screen).allMatch(line -> line.length() <= 80, "at most 80 columns");
        assertThat(String.join("\n", screen)).contains("relayWithALongNameOfItsOwn, recipients…");
    }
}
