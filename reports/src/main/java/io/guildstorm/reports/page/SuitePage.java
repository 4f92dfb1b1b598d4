package io.guildstorm.reports.page;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.Chart.Room;
import io.guildstorm.reports.chart.output.Svg;
import io.guildstorm.reports.outcome.ResultScreen;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.section.RunData;
import io.guildstorm.reports.page.section.Sections;
import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.SuiteRecord;
import io.guildstorm.reports.record.SuiteRecord.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The report over several runs: each with its sentence, its first picture and what the terminal said, and a link to
/// its own report, which has the rest. One file that asks the network for nothing and holds no script.
public final class SuitePage {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final RunFolder folder;
    private final SuiteRecord suite;

    private SuitePage(RunFolder folder, SuiteRecord suite) {
        this.folder = folder;
        this.suite = suite;
    }

    /// @param folder which holds those of the runs, whose records are written by now
    /// @return the page
    public static Path render(RunFolder folder, SuiteRecord suite) throws IOException {
        Path whole = folder.report().resolveSibling("report.html.part");
        Files.writeString(whole, new SuitePage(folder, suite).html().markup());
        return Files.move(whole, folder.report(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Html html() throws IOException {
        List<Html> links = new ArrayList<>();
        List<Html> sections = new ArrayList<>();
        for (Entry entry : suite.runs()) {
            links.add(Html.of("<li><a href=\"#{}\">{}</a></li>\n", entry.dir(), entry.scenario()));
            sections.add(section(entry));
        }
        return PlainPage.of(suite.headline(), "Runs", links, masthead(), sections);
    }

    private Html masthead() {
        String when = suite.started() == null ? "" : " · " + DAY.format(suite.started());
        return Html.of(
                """
                <header class="masthead">
                <p class="what"><span>{}</span> <strong class="verdict {}">{}</strong></p>
                <h1>{}</h1>
                <p>Played one after the other by <code>{}</code>. Each storm has a report of its own, with its figures, its doubts and how to repeat it.</p>
                </header>
                """,
                "Guildstorm · " + suite.runs().size() + " storms" + when,
                suite.verdict().word(),
                suite.verdict().name(),
                suite.headline(),
                suite.command());
    }

    private Html section(Entry entry) throws IOException {
        RunFolder run = new RunFolder(folder.path().resolve(entry.dir()));
        RunData data = RunData.read(run, RunFile.read(run.runJson()));
        String headline = entry.headline();
        return Html.of(
                """
                <section class="part" id="{}" aria-labelledby="{}-title">
                <p class="what"><span>{}</span> <strong class="verdict {}">{}</strong></p>
                <h2 id="{}-title">{}</h2>
                {}<div class="scroll" role="region" aria-label="What the terminal said" tabindex="0"><pre>{}</pre></div>
                <p><a href="{}/report.html">The whole report of {}</a></p>
                </section>
                """,
                entry.dir(),
                entry.dir(),
                entry.scenario(),
                entry.verdict().word(),
                entry.verdict().name(),
                entry.dir(),
                headline == null ? "It ended before there was a result." : headline,
                picture(entry, data),
                String.join("\n", ResultScreen.block(data.record())),
                entry.dir(),
                entry.scenario());
    }

    /// Its first chart, with a name that no other run's chart has.
    private static Html picture(Entry entry, RunData data) {
        for (var section : Sections.of(data)) {
            for (Chart first : section.charts(data)) {
                Chart own = new Chart(
                        entry.dir() + "-" + first.id(),
                        first.title(),
                        first.subtitle(),
                        first.description(),
                        first.height(),
                        first.drawing());
                return Html.of(
                        """
                        <figure id="chart-{}">
                        <div class="wide">{}</div><div class="narrow">{}</div>
                        <figcaption><p>{}</p><p class="how">{}</p></figcaption>
                        </figure>
                        """,
                        own.id(),
                        new Html(Svg.inline(own, Room.WIDE)),
                        new Html(Svg.inline(own, Room.NARROW)),
                        first.title(),
                        first.description());
            }
        }
        return Html.NONE;
    }
}
