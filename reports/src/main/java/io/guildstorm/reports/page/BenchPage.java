package io.guildstorm.reports.page;

import io.guildstorm.reports.bench.BenchFile;
import io.guildstorm.reports.bench.BenchRecord;
import io.guildstorm.reports.bench.BenchResult;
import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.output.Png;
import io.guildstorm.reports.chart.output.Svg;
import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The report of a run of benchmarks: a section a class of them, with its claim, its chart and its table. One file that
/// asks the network for nothing and holds no script.
public final class BenchPage {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final BenchRecord record;

    private BenchPage(BenchRecord record) {
        this.record = record;
    }

    /// Makes `charts/` and `report.html` from `bench.json`, as often as asked.
    /// @return the page
    public static Path render(RunFolder folder) throws IOException {
        return render(folder, BenchFile.read(folder.path()));
    }

    /// Of a record that need not be in the folder yet.
    /// @return the page
    public static Path render(RunFolder folder, BenchRecord record) throws IOException {
        Files.createDirectories(folder.charts());
        for (List<BenchResult> topic : record.topics().values()) {
            Chart chart = new BenchTopic(topic).chart();
            Svg.write(chart, folder.chart(chart.id() + ".svg"));
            Png.write(chart, folder.chart(chart.id() + ".png"));
        }
        Path whole = folder.report().resolveSibling("report.html.part");
        Files.writeString(whole, new BenchPage(record).html().markup());
        return Files.move(whole, folder.report(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Html html() {
        List<Html> links = new ArrayList<>();
        List<Html> sections = new ArrayList<>();
        record.topics().forEach((name, topic) -> {
            links.add(link(name, name));
            sections.add(section(name, Html.text(name), new BenchTopic(topic).body()));
        });
        links.add(link("doubt", "Why believe it"));
        links.add(link("repeat", "Repeat it"));
        sections.add(section("doubt", Html.text("Why believe the figures, and how far"), doubt()));
        sections.add(section("repeat", Html.text("Repeat it"), repeat()));
        return PlainPage.of("Benchmarks", "Sections", links, masthead(), sections);
    }

    private static Html link(String id, String title) {
        return Html.of("<li><a href=\"#{}\">{}</a></li>\n", id, title);
    }

    private static Html section(String id, Html title, Html body) {
        return Html.of("""
                <section class="part" id="{}" aria-labelledby="{}-title">
                <h2 id="{}-title">{} <a class="anchor" href="#{}" aria-label="link to this section">#</a></h2>
                {}</section>
                """, id, id, id, title, id, body);
    }

    private Html masthead() {
        Machine machine = record.machine();
        String where = machine.cpuModel() + " · " + machine.cores() + " cores · " + DAY.format(record.started());
        return Html.of(
                """
                <header class="masthead">
                <p class="what"><span>{}</span> <strong class="verdict none">{}</strong></p>
                <h1>{}</h1>
                {}</header>
                """,
                "Guildstorm · bench · " + where,
                record.interrupted() ? "INTERRUPTED" : record.quick() ? "QUICK" : "MEASURED",
                headline(),
                remarks());
    }

    private String headline() {
        int made = record.benchmarks().size();
        return "What single operations cost: " + made + (made == record.planned() ? "" : " of " + record.planned())
                + " measurements in " + Units.millis(record.seconds() * 1e3);
    }

    /// What everybody should know before the first figure.
    private Html remarks() {
        List<Html> items = new ArrayList<>();
        if (record.interrupted()) items.add(Html.text("It was interrupted: what had been measured by then is here."));
        if (record.quick())
            items.add(Html.text("Quick: one JVM and less than a second each. Good for a look, not for a comparison."));
        if (!record.others().isEmpty())
            items.add(Html.of(
                    "Another run was on this machine and disturbed this one: {}.", String.join(", ", record.others())));
        record.likeNothing()
                .forEach(one -> items.add(Html.of(
                        "<strong>{}, {}</strong> took no longer than nothing does: the compiler left its work out, and it is no figure.",
                        one.topic(),
                        one.inTopic())));
        record.failures()
                .forEach(one -> items.add(Html.of(
                        "<strong>{} {}</strong> could not be measured: {}", one.name(), one.params(), one.reason())));
        List<Html> listed =
                items.stream().map(item -> Html.of("<li>{}</li>\n", item)).toList();
        return listed.isEmpty() ? Html.NONE : Html.of("<ul class=\"reasons\">\n{}</ul>\n", listed);
    }

    private Html doubt() {
        Double load = record.loadAverage();
        return Html.of(
                """
                <ul class="limits">
                <li>What a benchmark computes is returned, so that the compiler must compute it; tests hold every returned value against what it ought to be. What takes less than twice as long as the benchmark <em>Nothing</em> of the same run is marked above.</li>
                <li>One JVM after another, never two at once; each measurement is made in {}, as two JVMs may compile differently.</li>
                <li>A loop that does the same again and again finds its data in the caches and its branches predicted: these are costs at their best. What a whole server takes stands in the reports of <code>guildstorm run</code>.</li>
                <li>Processes that wanted to run in the minute before the start: {} on {} cores. More than a few tenths disturb.</li>
                <li>Published figures were measured on other machines: they give the order of magnitude.</li>
                </ul>
                """,
                record.quick() ? "one" : "two",
                load == null ? "not known" : Units.digits(load, 2),
                Say.count(record.machine().cores()));
    }

    private Html repeat() {
        Machine machine = record.machine();
        Tool.Git git = record.tool().git();
        FactTable table = new FactTable("Where and with what")
                .row(null, "version", Say.text(record.tool().version()))
                .row(null, "commit", Say.text(git == null ? null : git.commit() + (git.dirty() ? ", changed" : "")))
                .row(null, "processor", Say.text(machine.cpuModel()))
                .row(null, "cores", Say.count(machine.cores()))
                .row(null, "memory", Say.bytes(machine.memoryBytes()))
                .row(null, "kernel", Say.text(machine.kernel()))
                .row(null, "JDK", Say.text(machine.jdk()));
        machine.jvmFlags()
                .forEach((process, flags) -> table.row(
                        null, "JVM flags of " + process, Html.of("<code>{}</code>", String.join(" ", flags))));
        return Html.of(
                "<pre>{}</pre>\n{}<p class=\"how\"><a href=\"bench.json\">bench.json</a> · <a href=\"jmh.json\">jmh.json</a>, as JMH writes it · <a href=\"logs/bench.log\">what JMH told</a></p>\n",
                record.command(),
                table.html());
    }
}
