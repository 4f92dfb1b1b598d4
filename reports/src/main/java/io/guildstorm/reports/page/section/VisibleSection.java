package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.VisibleChart;
import io.guildstorm.reports.chart.VisibleChart.Frame;
import io.guildstorm.reports.chart.VisibleChart.Series;
import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.target.PresenceFigures.Sent;
import io.guildstorm.reports.target.PresenceFigures.Truth;
import io.guildstorm.reports.target.VisibleFigures;
import io.guildstorm.reports.target.VisibleFigures.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// A storm of statuses, told to clients that show more users from round to round.
final class VisibleSection implements Section {
    private static final Frame EVENTS =
            new Frame("presence-visible", "What does it take to see more people?", "events", Units::count);
    private static final Frame BYTES =
            new Frame("presence-visible-bytes", "And in bytes?", "bytes of their frames", VisibleSection::megabytes);

    @Override
    public String id() {
        return "presence";
    }

    @Override
    public String title() {
        return "How does it grow with what people see?";
    }

    @Override
    public List<Chart> charts(RunData run) {
        VisibleFigures figures = VisibleFigures.of(run.record().experiment());
        if (figures == null || figures.points().isEmpty()) return List.of();
        List<Series> told = new ArrayList<>();
        add(told, "events", figures, point -> point.side().sent().updates());
        add(told, "frames", figures, point -> point.side().sent().dispatches());
        add(told, "events of the naive design (computed)", figures, figures::naiveUpdates);
        List<Series> bytes = new ArrayList<>();
        add(bytes, "bytes", figures, point -> point.side().sent().bytes());
        if (told.isEmpty() || bytes.isEmpty()) return List.of();
        String subtitle = run.record().scenario() + ": " + figures.load() + ", one round a value";
        return List.of(
                VisibleChart.of(
                        EVENTS,
                        subtitle,
                        words(
                                figures,
                                sent -> Units.count(sent.updates()) + " events in " + Units.count(sent.dispatches())
                                        + " frames"),
                        told),
                VisibleChart.of(BYTES, subtitle, words(figures, sent -> megabytes((double) sent.bytes())), bytes));
    }

    /// Of a million bytes, so that each decade is a round number.
    private static String megabytes(double bytes) {
        return Units.digits(bytes / 1e6, 3) + "\u00a0MB";
    }

    private static void add(List<Series> series, String name, VisibleFigures figures, ToDoubleFunction<Point> value) {
        List<VisibleChart.Point> points = figures.points().stream()
                .map(point -> new VisibleChart.Point(point.visible(), value.applyAsDouble(point)))
                .filter(point -> point.value() > 0)
                .toList();
        if (!points.isEmpty()) series.add(new Series(name, points));
    }

    private static String words(VisibleFigures figures, Function<Sent, String> of) {
        return String.join(
                        "; ",
                        figures.points().stream()
                                .map(point -> Units.count(point.visible()) + " visible: "
                                        + of.apply(point.side().sent()))
                                .toList())
                + ".";
    }

    @Override
    public Html body(RunData run) {
        VisibleFigures figures = VisibleFigures.of(run.record().experiment());
        List<Chart> charts = charts(run);
        if (figures == null || charts.isEmpty()) return ChartFigure.missing("No round was played to its end.");
        List<Html> parts = new ArrayList<>();
        for (Chart chart : charts) {
            boolean events = chart.id().equals(EVENTS.id());
            parts.add(Html.of(
                    "<h3>{}</h3>{}",
                    chart.title(),
                    ChartFigure.of(
                            chart,
                            Html.of("<p>{}</p><p class=\"how\">{}</p>", chart.description(), how(events)),
                            events ? table(figures) : Html.NONE)));
        }
        return Html.join(parts);
    }

    private static String how(boolean events) {
        return events
                ? "How to read it: both scales are logarithmic, so a cost in proportion to what is shown is a line that goes up"
                        + " by a decade with each decade. All users have sockets and play their part; only the watchers show"
                        + " anybody, and only what these were told counts. The last line is computed and was not played: each"
                        + " change, told to each watcher once a guild that it shares with the user, whomever it shows."
                : "How to read it: bytes of the frames that brought statuses, as the watchers read them; what TCP and TLS add is"
                        + " not in them.";
    }

    private static Html table(VisibleFigures figures) {
        List<String> columns = new ArrayList<>(List.of(""));
        figures.points().forEach(point -> columns.add(Units.count(point.visible()) + " visible"));
        FactTable table =
                new FactTable("What was sent to the watchers, and what it cost", columns.toArray(String[]::new));
        row(table, figures, "watchers", "sessions that show somebody", point -> Say.count(point.watchers()));
        row(table, figures, "shown_mean", "users that each shows, mean", point -> Say.count(point.shown()));
        sent(table, figures, "changes", "changes of a status, made by the users", sent -> Say.count(sent.changes()));
        sent(table, figures, "updates", "statuses told to sessions", sent -> Say.count(sent.updates()));
        row(table, figures, "naive", "of the naive design, computed", point -> Say.count(figures.naiveUpdates(point)));
        sent(table, figures, "dispatches", "dispatches that brought them", sent -> Say.count(sent.dispatches()));
        sent(table, figures, "bytes", "bytes of their frames", sent -> Say.bytes(sent.bytes()));
        sent(table, figures, "server_cpu_s", "CPU of the server", sent -> Say.seconds(sent.serverCpuS()));
        truth(table, figures, "views", "views compared at rest", truth -> Say.count(truth.views()));
        truth(table, figures, "wrong", "of them wrong", truth -> Say.count(truth.wrong()));
        truth(
                table,
                figures,
                "staleness.p99_ms",
                "p99 until a change that stood was seen",
                truth -> Say.millis(truth.staleness().p99Ms()));
        truth(
                table,
                figures,
                "ghost_online.max_ms",
                "longest that somebody gone was seen",
                truth -> Say.millis(truth.ghosts().maxMs()));
        return table.html();
    }

    private static void sent(
            FactTable table, VisibleFigures figures, String id, String name, Function<Sent, Html> cell) {
        row(table, figures, id, name, point -> cell.apply(point.side().sent()));
    }

    private static void truth(
            FactTable table, VisibleFigures figures, String id, String name, Function<Truth, Html> cell) {
        row(table, figures, id, name, point -> cell.apply(point.side().truth()));
    }

    private static void row(
            FactTable table, VisibleFigures figures, String id, String name, Function<Point, Html> cell) {
        table.row(
                "presence_visible." + id,
                name,
                figures.points().stream().map(cell).toArray(Html[]::new));
    }
}
