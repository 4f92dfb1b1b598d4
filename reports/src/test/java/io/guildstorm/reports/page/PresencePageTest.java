package io.guildstorm.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.TargetResult;
import io.guildstorm.reports.target.PresenceFigures;
import io.guildstorm.reports.target.PresenceFigures.Crowd;
import io.guildstorm.reports.target.PresenceFigures.Phase;
import io.guildstorm.reports.target.PresenceFigures.Sent;
import io.guildstorm.reports.target.PresenceFigures.Side;
import io.guildstorm.reports.target.PresenceFigures.Times;
import io.guildstorm.reports.target.PresenceFigures.Truth;
import io.guildstorm.reports.target.PresenceInProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PresencePageTest {
    @TempDir
    Path folder;

    private static PresenceFigures figures(Side... sides) {
        return new PresenceFigures(
                new Crowd(600, 120, 40, 6, 50, 1_000.0, 4_000.0),
                List.of(new Phase("connect", 0, 1), new Phase("flicker", 1, 3)),
                List.of(sides));
    }

    private static Side naive() {
        return new Side(
                "naive",
                false,
                new Sent(3_000, 1_200_000, 1_200_000, 200_000_000, 12.0, List.of(10.0, 90_000.0, 5.0), Map.of()),
                new Truth(9_000, 17, 0, new Times(200, 1.0, 90.0, 300.0), new Times(0, null, null, null), null));
    }

    private static Side optimised() {
        return new Side(
                "optimised",
                true,
                new Sent(
                        3_000,
                        60_000,
                        20_000,
                        9_000_000,
                        3.0,
                        List.of(3.0, 900.0, 4.0),
                        Map.of("told_updates", 60_000L)),
                new Truth(
                        9_000,
                        0,
                        812,
                        new Times(900, 1_500.0, 3_900.0, 4_200.0),
                        new Times(40, 900.0, null, 7_000.0),
                        12.0));
    }

    private PageXml page(PresenceFigures figures) throws IOException {
        RunRecord record = RunRecord.of("presence-storm")
                .experiment(figures.experiment())
                .targets(List.of(new TargetResult(
                        "told", "latency.status_staleness.p99_ms", 5_000, 3_900.0, true, "debounce + window + 1 s")))
                .build();
        return PageXml.of(ReportRenderer.render(RunFolder.at(folder.resolve("run")), record));
    }

    @Test
    void both_sides_stand_in_every_chart_and_in_the_table_behind_it() throws IOException {
        PageXml page = page(figures(naive(), optimised()));

        assertThat(page.cells("presence.updates")).containsExactly("1,200,000", "60,000", "20 ×");
        assertThat(page.cells("presence.server_cpu_us_per_update")).containsExactly("10 µs", "50 µs", "0.2 ×");
        assertThat(page.cells("presence.meter.told_updates")).containsExactly("not measured", "60,000", "not measured");
        assertThat(page.cells("presence.staleness.p99_ms")).containsExactly("90 ms", "3.9 s");
        assertThat(page.cells("presence.ghost_online.max_ms")).containsExactly("not measured", "7 s");
        for (String chart : List.of("presence", "presence-cost", "presence-staleness", "presence-ghosts")) {
            assertThat(page.withId("chart-" + chart)).isPresent();
            assertThat(folder.resolve("run/charts/" + chart + ".svg")).isNotEmptyFile();
        }
        assertThat(folder.resolve("run/charts/card.png")).isNotEmptyFile();
    }

    @Test
    void views_stand_where_other_runs_have_their_audit_and_the_claim_is_told() throws IOException {
        PageXml page = page(figures(naive(), optimised()));

        assertThat(page.withId("audit").orElseThrow().getTextContent())
                .contains("17 of 9,000 views wrong", "it is not judged", "0 of 9,000 views wrong");
        assertThat(page.withId("claim-presence")).isPresent();
        assertThat(page.withId("arrival")).isEmpty();
    }

    @Test
    void users_without_sockets_stand_apart() throws IOException {
        Map<String, @Nullable Object> experiment = figures(naive(), optimised()).experiment();
        new PresenceInProcess(
                        999_400,
                        100_000,
                        600_000,
                        2_060_000,
                        3,
                        41.5,
                        new Times(60_000, 309.0, 412.0, 433.0),
                        10.0,
                        3.0)
                .into(experiment);
        RunRecord record = RunRecord.of("presence-storm").experiment(experiment).build();

        PageXml page = PageXml.of(ReportRenderer.render(RunFolder.at(folder.resolve("run")), record));

        assertThat(page.cells("presence.in_process.users")).containsExactly("999,400");
        assertThat(page.cells("presence.in_process.wrong")).containsExactly("3");
        assertThat(page.cells("presence.in_process.staleness.p99_ms")).containsExactly("412 ms");
        assertThat(page.cells("presence.in_process.server_cpu_us_per_change")).containsExactly("5 µs");
    }

    @Test
    void a_run_that_was_cut_short_has_a_page_of_what_there_is() throws IOException {
        PageXml page = page(figures(naive()));

        assertThat(page.withId("chart-presence")).isPresent();
        assertThat(page.withId("chart-presence-cost")).isEmpty();
        assertThat(page.text()).contains("naive: 1,200,000 statuses told in all");
    }

    @Test
    void a_run_that_played_nothing_says_so() throws IOException {
        assertThat(page(figures()).text()).contains("No round was played to its end.");
    }
}
