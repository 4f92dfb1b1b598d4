package io.guildstorm.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.SuiteRecord;
import io.guildstorm.reports.record.SuiteRecord.Played;
import io.guildstorm.reports.record.Verdict;
import io.guildstorm.reports.target.PresenceFigures;
import io.guildstorm.reports.target.PresenceFigures.Crowd;
import io.guildstorm.reports.target.PresenceFigures.Sent;
import io.guildstorm.reports.target.PresenceFigures.Side;
import io.guildstorm.reports.target.PresenceFigures.Times;
import io.guildstorm.reports.target.PresenceFigures.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300) // draws pictures, on a machine that may be busy
@DisplayNameGeneration(ReplaceUnderscores.class)
class SuitePageTest {
    private static final String COMMAND = "guildstorm run --set <b>x</b>=1";

    @TempDir
    Path folder;

    private Played run(String name) throws IOException {
        RunFolder run = SyntheticRun.stalling(folder.resolve(name));
        return new Played(RunFile.read(run.runJson()), run.path());
    }

    @Test
    void each_run_stands_with_its_sentence_its_picture_and_a_link_to_its_report() throws IOException {
        List<Played> played = List.of(run("1-hot-channel"), run("2-hot-channel"));
        SuiteRecord suite = SuiteRecord.of(COMMAND, played, 3);

        String text = Files.readString(SuitePage.render(new RunFolder(folder), suite));
        PageXml page = PageXml.parse(text);

        RunRecord record = played.getFirst().record();
        assertThat(page.text())
                .contains("0 of 3 storms held. Did not: hot-channel, hot-channel.")
                .contains(Objects.requireNonNull(record.headline()))
                .contains("FAIL")
                .contains(COMMAND);
        assertThat(page.withId("chart-1-hot-channel-arrival")).isPresent();
        assertThat(page.withId("chart-2-hot-channel-arrival")).isPresent();
        assertThat(text).contains("href=\"1-hot-channel/report.html\"", "href=\"2-hot-channel/report.html\"");
        assertThat(page.tags("script")).isEmpty();
        assertThat(page.tags("b")).isEmpty();
        List<String> ids = page.all().stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(new HashSet<>(ids)).as("no id twice").hasSameSizeAs(ids);
    }

    private static Side side(String name, boolean judged, long updates) {
        var times = new Times(0, null, null, null);
        return new Side(
                name,
                judged,
                new Sent(10, updates, updates, 100 * updates, 1.0, List.of(1.0, 2.0), Map.of()),
                new Truth(10, 0, 0, times, times, null));
    }

    @Test
    void a_storm_without_messages_shows_its_own_picture() throws IOException {
        RunFolder run = RunFolder.at(folder.resolve("1-presence-storm"));
        PresenceFigures figures = new PresenceFigures(
                new Crowd(600, 120, 40, 6, 50, null, null),
                List.of(),
                List.of(side("naive", false, 1_000), side("optimised", true, 100)));
        RunRecord record = RunRecord.of("presence-storm")
                .experiment(figures.experiment())
                .verdict(Verdict.PASS)
                .build();
        RunFile.write(run.runJson(), record);
        SuiteRecord suite = SuiteRecord.of(COMMAND, List.of(new Played(record, run.path())), 1);

        PageXml page = PageXml.of(SuitePage.render(new RunFolder(folder), suite));

        assertThat(page.withId("chart-1-presence-storm-presence")).isPresent();
    }

    @Test
    void the_verdict_is_the_worst_and_the_sentence_counts_those_that_held() throws IOException {
        RunRecord failed = run("1-hot-channel").record();
        RunRecord passed = failed.draft().verdict(Verdict.PASS).build();
        RunRecord unjudged = failed.draft().verdict(Verdict.INVALID).build();
        Path place = folder.resolve("1-hot-channel");

        assertThat(SuiteRecord.of("run", List.of(new Played(passed, place), new Played(passed, place)), 2))
                .returns(Verdict.PASS, SuiteRecord::verdict)
                .returns("2 of 2 storms held.", SuiteRecord::headline);
        assertThat(SuiteRecord.of("run", List.of(new Played(passed, place), new Played(unjudged, place)), 2))
                .returns(Verdict.INVALID, SuiteRecord::verdict)
                .returns("1 of 2 storms held. Could not be judged: hot-channel.", SuiteRecord::headline);
        assertThat(SuiteRecord.of("run", List.of(new Played(unjudged, place), new Played(failed, place)), 2))
                .returns(Verdict.FAIL, SuiteRecord::verdict);
    }

    @Test
    void suite_json_says_where_each_run_lies() throws IOException {
        SuiteRecord suite = SuiteRecord.of(COMMAND, List.of(run("1-hot-channel")), 1);

        RunFile.write(folder.resolve("suite.json"), suite);

        assertThat(Files.readString(folder.resolve("suite.json")))
                .contains(
                        "\"schema\" : \"guildstorm.suite/1\"", "\"dir\" : \"1-hot-channel\"", "\"verdict\" : \"fail\"");
    }
}
