package io.guildstorm.reports.page;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.output.Card;
import io.guildstorm.reports.chart.output.Png;
import io.guildstorm.reports.chart.output.Svg;
import io.guildstorm.reports.page.section.RunData;
import io.guildstorm.reports.page.section.Section;
import io.guildstorm.reports.page.section.Sections;
import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Makes `charts/` and `report.html` of a run's folder, as often as asked: what was made before is replaced.
///
/// Whatever the folder lacks is left out of the page or said to be not measured, so a run that broke off has a
/// report.
public final class ReportRenderer {
    private ReportRenderer() {}

    /// Of the folder's `run.json`.
    /// @return the page
    public static Path render(Path folder) throws IOException {
        RunFolder run = new RunFolder(folder);
        return render(run, RunFile.read(run.runJson()));
    }

    /// Of a record that need not be in the folder yet, as the record is written last.
    /// @return the page
    public static Path render(RunFolder folder, RunRecord record) throws IOException {
        RunData run = RunData.read(folder, record);
        Files.createDirectories(folder.charts());
        List<Chart> charts = Sections.of(run).stream()
                .flatMap(section -> charts(section, run))
                .toList();
        draw(charts, folder);
        card(charts, folder, record);
        Path whole = folder.report().resolveSibling("report.html.part");
        Files.writeString(whole, ReportPage.of(run).markup());
        return Files.move(whole, folder.report(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static java.util.stream.Stream<Chart> charts(Section section, RunData run) {
        return section.charts(run).stream();
    }

    /// All cores, as PNG takes its time.
    private static void draw(List<Chart> charts, RunFolder folder) throws IOException {
        try {
            charts.parallelStream().forEach(chart -> {
                try {
                    Svg.write(chart, folder.chart(chart.id() + ".svg"));
                    Png.write(chart, folder.chart(chart.id() + ".png"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// What a card shows: who has a message and when, or who was told of whom.
    private static final List<String> ON_CARDS =
            List.of("arrival", "presence", "presence-savings", "presence-visible", "presence-phone");

    /// Without such a picture there is no card, and an old one would lie.
    private static void card(List<Chart> charts, RunFolder folder, RunRecord record) throws IOException {
        if (charts.isEmpty() || !ON_CARDS.contains(charts.getFirst().id())) {
            Files.deleteIfExists(folder.card());
            return;
        }
        Masthead masthead = new Masthead(record);
        new Card(
                        masthead.headline(),
                        masthead.verdict(),
                        masthead.tone(),
                        masthead.where(),
                        record.command() == null ? "guildstorm run " + record.scenario() : record.command())
                .write(charts.getFirst(), folder.card());
    }
}
