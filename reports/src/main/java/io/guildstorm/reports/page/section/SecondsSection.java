package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.HeatChart;
import io.guildstorm.reports.chart.SecondsChart;
import io.guildstorm.reports.chart.SecondsChart.Look;
import io.guildstorm.reports.chart.SecondsChart.Panel;
import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.series.SecondRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Second by second: what happened together.
final class SecondsSection implements Section {
    @Override
    public String id() {
        return "seconds";
    }

    @Override
    public String title() {
        return "Second by second";
    }

    @Override
    public List<Chart> charts(RunData run) {
        List<Chart> storm = StormFigure.charts(run);
        if (!storm.isEmpty()) return storm;
        List<Chart> charts = new ArrayList<>();
        int seconds = seconds(run);
        List<HeatChart.Cell> cells = cells(run);
        if (!cells.isEmpty()) {
            charts.add(HeatChart.of(
                    run.record().scenario()
                            + ": all deliveries of each second, by how long they took; stronger colour is more",
                    "Each column is a second, each cell the deliveries of that second that took so long; the stronger the colour, the"
                            + " more of them.",
                    seconds,
                    cells,
                    run.targets()));
        }
        List<Panel> panels = panels(run.series().rows());
        if (!panels.isEmpty()) {
            charts.add(SecondsChart.of(
                    run.record().scenario() + ": what happened together" + shaded(run),
                    words(run),
                    seconds,
                    missed(run),
                    panels));
        }
        return charts;
    }

    private static int seconds(RunData run) {
        int rows = run.series().rows().size();
        int heat = run.heat().seconds().isEmpty() ? 0 : run.heat().seconds().lastKey() + 1;
        return Math.max(1, rows == 0 ? heat : rows);
    }

    private static List<HeatChart.Cell> cells(RunData run) {
        List<HeatChart.Cell> cells = new ArrayList<>();
        SequencedSet<Double> uppers = new java.util.TreeSet<>();
        run.heat().seconds().values().forEach(buckets -> uppers.addAll(buckets.keySet()));
        List<Double> bounds = List.copyOf(uppers);
        int seconds = seconds(run);
        for (var second : run.heat().seconds().entrySet()) {
            if (second.getKey() < 0 || second.getKey() >= seconds) continue;
            cells.addAll(column(second.getKey(), second.getValue(), bounds));
        }
        return cells;
    }

    /// A bucket begins where the one below it in any second ends.
    private static List<HeatChart.Cell> column(int second, SortedMap<Double, Long> buckets, List<Double> bounds) {
        List<HeatChart.Cell> column = new ArrayList<>();
        for (int i = 0; i < bounds.size(); i++) {
            Long count = buckets.get(bounds.get(i));
            if (count == null || count <= 0 || bounds.get(i) <= 0) continue;
            double from = i > 0 && bounds.get(i - 1) > bounds.get(i) / 2 ? bounds.get(i - 1) : bounds.get(i) / 1.1;
            column.add(new HeatChart.Cell(second, from, bounds.get(i), count));
        }
        return column;
    }

    /// Seconds whose p99 was over the tightest target.
    private static List<Integer> missed(RunData run) {
        if (run.targets().isEmpty()) return List.of();
        double limit = run.targets().getFirst().ms();
        return run.series().rows().stream()
                .filter(row -> row.p99Ms() != null && row.p99Ms() > limit)
                .map(SecondRow::second)
                .toList();
    }

    private static String shaded(RunData run) {
        return missed(run).isEmpty() ? "" : "; shaded: seconds that missed the target";
    }

    private static String words(RunData run) {
        List<Integer> missed = missed(run);
        if (run.targets().isEmpty()) return "One column a second in every panel.";
        String limit = Units.millis(run.targets().getFirst().ms());
        if (missed.isEmpty()) return "No second had a p99 over " + limit + ". One column a second in every panel.";
        return missed.size() + " of " + run.series().rows().size() + " seconds had a p99 over " + limit
                + "; they are shaded in every panel: "
                + String.join(
                        ", ", missed.stream().limit(12).map(String::valueOf).toList())
                + (missed.size() > 12 ? ", …" : ".");
    }

    private static List<Panel> panels(List<SecondRow> rows) {
        List<Panel> panels = new ArrayList<>();
        panel(
                panels,
                "latency",
                Look.LINES,
                Units::millis,
                List.of(series("p50", rows, SecondRow::p50Ms), series("p99", rows, SecondRow::p99Ms)));
        panel(
                panels,
                "deliveries",
                Look.BARS,
                Units::count,
                List.of(series("deliveries", rows, row -> row.delivered() == null ? null : (double) row.delivered())));
        SequencedSet<String> processes = new LinkedHashSet<>();
        rows.forEach(row -> processes.addAll(row.cpuS().keySet()));
        panel(
                panels,
                "CPU, cores",
                Look.LINES,
                value -> Units.digits(value, 3),
                processes.stream()
                        .map(process -> series(process, rows, row -> row.cpuS().get(process)))
                        .toList());
        panel(
                panels,
                "GC pause of the server",
                Look.BARS,
                Units::millis,
                List.of(series("GC pause", rows, SecondRow::gcPauseMs)));
        panel(
                panels,
                "hiccup of the machine",
                Look.BARS,
                Units::millis,
                List.of(series("hiccup", rows, SecondRow::hiccupMs)));
        return panels;
    }

    private static void panel(
            List<Panel> panels,
            String heading,
            Look look,
            DoubleFunction<String> text,
            List<SecondsChart.Series> series) {
        List<SecondsChart.Series> known = series.stream()
                .filter(each -> each.values().stream().anyMatch(Objects::nonNull))
                .toList();
        if (!known.isEmpty()) panels.add(new Panel(heading, look, text, known));
    }

    private static SecondsChart.Series series(
            String name, List<SecondRow> rows, Function<SecondRow, @Nullable Double> value) {
        List<@Nullable Double> values = new ArrayList<>();
        for (SecondRow row : rows) values.add(value.apply(row));
        return new SecondsChart.Series(name, values);
    }

    @Override
    public Html body(RunData run) {
        List<Chart> storm = StormFigure.charts(run);
        if (!storm.isEmpty()) return StormFigure.body(storm);
        List<Chart> charts = charts(run);
        if (charts.isEmpty()) return ChartFigure.missing("The run kept no figures of single seconds.");
        List<Html> figures = new ArrayList<>();
        for (int i = 0; i < charts.size(); i++) {
            Chart chart = charts.get(i);
            boolean last = i == charts.size() - 1;
            figures.add(ChartFigure.of(
                    chart,
                    Html.of("<p>{}</p>", chart.description()),
                    last && !run.series().rows().isEmpty() ? table(run.series().rows()) : Html.NONE));
        }
        return Html.join(figures);
    }

    private static Html table(List<SecondRow> rows) {
        SequencedSet<String> processes = new LinkedHashSet<>();
        rows.forEach(row -> processes.addAll(row.cpuS().keySet()));
        List<String> columns =
                new ArrayList<>(List.of("second", "sent", "delivered", "p50", "p99", "max", "GC pause", "hiccup"));
        processes.forEach(process -> columns.add("CPU " + process));
        FactTable table = new FactTable("One row a second", columns.toArray(String[]::new));
        for (SecondRow row : rows) {
            List<Html> cells = new ArrayList<>(List.of(
                    Say.count(row.sent()),
                    Say.count(row.delivered()),
                    Say.millis(row.p50Ms()),
                    Say.millis(row.p99Ms()),
                    Say.millis(row.maxMs()),
                    Say.millis(row.gcPauseMs()),
                    Say.millis(row.hiccupMs())));
            processes.forEach(process -> cells.add(Say.seconds(row.cpuS().get(process))));
            table.row(null, String.valueOf(row.second()), cells.toArray(Html[]::new));
        }
        return table.html();
    }
}
