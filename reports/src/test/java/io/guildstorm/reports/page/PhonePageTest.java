package io.guildstorm.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.target.PhoneFigures;
import io.guildstorm.reports.target.PhoneFigures.Policy;
import io.guildstorm.reports.target.PhoneFigures.Received;
import io.guildstorm.reports.target.PhoneFigures.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PhonePageTest {
    private static final Policy NAIVE =
            new Policy("naive", false, new Received(12_000, 150_000, 150_000, 21_000_000, 10, 11_800), 5_000, 3);
    private static final Policy ALL =
            new Policy("all five", true, new Received(12_000, 900, 800, 110_000, 400, 2_400), 5_000, 0);
    private static final Policy IN_BACKGROUND =
            new Policy("in the background", false, new Received(12_000, 0, 0, 0, 0, 0), 0, 0);

    @TempDir
    Path folder;

    private PageXml page(Policy... policies) throws IOException {
        var figures = new PhoneFigures(new Setting(800, 100, 50, 6, 10, 5, 87.27), List.of(policies));
        RunRecord record =
                RunRecord.of("presence-phone").experiment(figures.experiment()).build();
        return PageXml.of(ReportRenderer.render(RunFolder.at(folder.resolve("run")), record));
    }

    @Test
    void every_policy_stands_in_the_charts_and_in_the_table_behind_them() throws IOException {
        PageXml page = page(NAIVE, ALL, IN_BACKGROUND);

        assertThat(page.cells("presence_phone.all five"))
                .containsExactly("120", "12", "32.2 KiB", "240", "270", "3.33", "400", "0 of 5,000");
        assertThat(page.cells("presence_phone.in the background"))
                .startsWith("0", "0")
                .endsWith("none is shown");
        for (String chart : List.of("presence-phone", "presence-phone-bytes")) {
            assertThat(page.withId("chart-" + chart)).isPresent();
            assertThat(folder.resolve("run/charts/" + chart + ".svg")).isNotEmptyFile();
        }
        assertThat(folder.resolve("run/charts/card.png")).isNotEmptyFile();
        assertThat(page.withId("claim-phone")).isPresent();
        assertThat(page.text())
                .contains("The run went 10 × as fast as life")
                .contains("they alone wake a phone 87.3 times an hour");
    }

    @Test
    void views_stand_where_other_runs_have_their_audit_but_for_who_shows_nobody() throws IOException {
        String audit =
                page(NAIVE, ALL, IN_BACKGROUND).withId("audit").orElseThrow().getTextContent();

        assertThat(audit).contains("3 of 5,000 views wrong", "it is not judged", "0 of 5,000 views wrong");
        assertThat(audit).doesNotContain("in the background");
    }

    @Test
    void a_run_that_played_nothing_says_so() throws IOException {
        assertThat(page().text()).contains("No policy was played to its end.");
    }
}
