package io.guildstorm.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.target.PresenceFigures;
import io.guildstorm.reports.target.PresenceFigures.Crowd;
import io.guildstorm.reports.target.PresenceFigures.Sent;
import io.guildstorm.reports.target.PresenceFigures.Times;
import io.guildstorm.reports.target.PresenceFigures.Truth;
import io.guildstorm.reports.target.VisibleFigures;
import io.guildstorm.reports.target.VisibleFigures.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class VisiblePageTest {
    private static final Times TIMES = new Times(900, 1_500.0, 3_900.0, 4_200.0);

    @TempDir
    Path folder;

    private static Point point(long visible, long updates, long wrong) {
        Sent sent = new Sent(3_000, updates, updates / 10, updates * 140, 3.0, List.of(), Map.of());
        Truth truth = new Truth(visible * 30, wrong, 0, TIMES, TIMES, null);
        return new Point(visible, 30, new PresenceFigures.Side(visible + " visible", visible == 500, sent, truth));
    }

    private PageXml page(Point... points) throws IOException {
        var figures = new VisibleFigures(new Crowd(600, 120, 40, 6, 500, 2_000.0, 6_000.0), 40, List.of(points));
        RunRecord record = RunRecord.of("presence-visible")
                .experiment(figures.experiment())
                .build();
        return PageXml.of(ReportRenderer.render(RunFolder.at(folder.resolve("run")), record));
    }

    @Test
    void every_round_stands_in_the_charts_and_in_the_table_behind_them() throws IOException {
        PageXml page = page(point(50, 10_000, 0), point(500, 90_000, 0));

        assertThat(page.cells("presence_visible.updates")).containsExactly("10,000", "90,000");
        assertThat(page.cells("presence_visible.shown_mean")).containsExactly("50", "500");
        assertThat(page.cells("presence_visible.naive")).containsExactly("6,000", "6,000");
        for (String chart : List.of("presence-visible", "presence-visible-bytes")) {
            assertThat(page.withId("chart-" + chart)).isPresent();
            assertThat(folder.resolve("run/charts/" + chart + ".svg")).isNotEmptyFile();
        }
        assertThat(folder.resolve("run/charts/card.png")).isNotEmptyFile();
        assertThat(page.withId("claim-visible")).isPresent();
        assertThat(page.withId("arrival")).isEmpty();
    }

    @Test
    void a_wrong_view_of_any_round_is_told_where_other_runs_have_their_audit() throws IOException {
        PageXml page = page(point(50, 10_000, 2), point(500, 90_000, 0));

        assertThat(page.withId("audit").orElseThrow().getTextContent())
                .contains("2 of 1,500 views wrong", "0 of 15,000 views wrong");
    }

    @Test
    void a_run_that_played_nothing_says_so() throws IOException {
        assertThat(page().text()).contains("No round was played to its end.");
    }
}
