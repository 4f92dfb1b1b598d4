package io.guildstorm.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.bench.BenchFile;
import io.guildstorm.reports.bench.SyntheticBench;
import io.guildstorm.reports.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchPageTest {
    @TempDir
    Path place;

    private PageXml rendered() throws IOException {
        RunFolder folder = RunFolder.at(place.resolve("run"));
        BenchFile.write(folder.path(), SyntheticBench.record(place));
        return PageXml.of(BenchPage.render(folder));
    }

    @Test
    void each_class_has_its_claim_its_chart_and_its_figures() throws IOException {
        PageXml page = rendered();

        assertThat(page.text())
                .contains("What single operations cost: 4 of 5 measurements in 61.2 s")
                .contains("Claim: over relays a recipient costs nanoseconds.")
                .contains("relay, recipients 100,000; for each recipient")
                .contains("20 ns", "2 ms", "1.9 ms – 2.1 ms", "2 ms ± not measured", "312 B")
                .contains("Elixir: one send: 30 µs to 70 µs.", "A process each.", "Discord, 2017");
        assertThat(page.withId("chart-bench-dispatch")).isPresent();
        assertThat(place.resolve("run/charts/bench-dispatch.svg")).isNotEmptyFile();
        assertThat(place.resolve("run/charts/bench-dispatch.png")).isNotEmptyFile();
    }

    @Test
    void what_speaks_against_the_figures_stands_first() throws IOException {
        String text = rendered().text();
        String before = text.substring(0, text.indexOf("Claim:"));

        assertThat(before)
                .contains("INTERRUPTED")
                .contains("Quick: one JVM and less than a second each")
                .contains("Another run was on this machine and disturbed this one: hot-channel (pid 7).")
                .contains("Dispatch, direct, recipients 1 took no longer than nothing does")
                .contains("Dispatch.gone {recipients=9} could not be measured: it <threw>");
    }

    @Test
    void it_holds_no_script_and_believes_no_words() throws IOException {
        PageXml page = rendered();

        assertThat(page.tags("script")).isEmpty();
        assertThat(page.tags("b")).isEmpty();
        assertThat(page.text()).contains("guildstorm bench <script>alert(1)</script>", "<b>cpu</b>");
        assertThat(Files.readString(place.resolve("run/report.html")))
                .contains("default-src 'none'; img-src data:; style-src 'unsafe-inline'\"");
    }

    @Test
    void a_run_that_was_ended_before_its_first_figure_has_a_page() throws IOException {
        RunFolder folder = RunFolder.at(place.resolve("run"));

        PageXml page = PageXml.of(BenchPage.render(folder, SyntheticBench.record(List.of())));

        assertThat(page.text()).contains("0 of 5 measurements", "It was interrupted");
    }
}
