package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.SweepChart;
import io.guildstorm.reports.chart.SweepChart.Frame;
import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.target.GuildFigures;
import io.guildstorm.reports.target.SweepFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a run found that goes through the values of one thing: two charts and the table behind them.
final class SweepFigure {
    private SweepFigure() {}

    static List<Chart> charts(SweepFigures figures, String scenario) {
        if (figures.points().isEmpty()) return List.of();
        return List.of(
                chart(
                        figures,
                        scenario,
                        "sweep-last",
                        "When does the last session have a message?",
                        GuildFigures.Side::lastMs),
                chart(
                        figures,
                        scenario,
                        "sweep-guild",
                        "How long is the guild busy with one message?",
                        side -> side.owner().publishP50Ms()));
    }

    private static Chart chart(
            SweepFigures figures,
            String scenario,
            String id,
            String title,
            Function<GuildFigures.Side, @Nullable Double> of) {
        List<SweepChart.Design> designs = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        for (String design : figures.designs()) {
            List<SweepChart.Point> points = new ArrayList<>();
            for (SweepFigures.Point point : figures.pointsOf(design)) {
                Double ms = of.apply(point.side());
                if (ms == null) continue;
                points.add(new SweepChart.Point(point.value(), ms));
                words.append("%s at %s: %s. ".formatted(design, Units.count(point.value()), Units.millis(ms)));
            }
            designs.add(new SweepChart.Design(design, points));
        }
        return SweepChart.of(
                new Frame(id, title, figures.axis(), "median", figures.values()),
                scenario + ": median over the messages of a round, by " + figures.axis(),
                words.toString().strip(),
                designs);
    }

    static Html body(SweepFigures figures, String scenario) {
        List<Chart> charts = charts(figures, scenario);
        if (charts.isEmpty()) return ChartFigure.missing("No round was played to its end.");
        FactTable table = table(figures);
        Html caption = Html.of(
                "<p>{}</p><p class=\"how\">How to read it: where two lines run together the designs are alike; where one"
                        + " climbs away, its design gives way. Each point is a server of its own, its load the same but for"
                        + " what is varied.</p>",
                "Points of different sizes have different rates, so that all are equally warm: compare designs at one size.");
        return Html.of(
                "{}{}",
                ChartFigure.of(charts.getFirst(), caption, table.html()),
                ChartFigure.of(
                        charts.getLast(),
                        Html.of(
                                "<p>{}</p>",
                                "While the guild process hands a message over, everything else that it has to do waits:"
                                        + " sends, their answers, joins."),
                        Html.NONE));
    }

    private static FactTable table(SweepFigures figures) {
        FactTable table = new FactTable(
                "Each round: medians over its messages",
                figures.axis(),
                "design",
                "messages",
                "the first has it",
                "the last has it",
                "a send is answered",
                "the guild is busy",
                "a send waits for the guild",
                "server CPU a message");
        for (long value : figures.values()) {
            for (String design : figures.designs()) {
                for (SweepFigures.Point point : figures.pointsOf(design)) {
                    if (point.value() == value) row(table, point);
                }
            }
        }
        return table;
    }

    private static void row(FactTable table, SweepFigures.Point point) {
        GuildFigures.Side side = point.side();
        table.row(
                "sweep." + point.design() + "." + point.value(),
                Units.count(point.value()),
                Html.text(point.design()),
                Say.count(side.messages()),
                Say.millis(side.firstMs()),
                Say.millis(side.lastMs()),
                Say.millis(side.ackP50Ms()),
                Say.millis(side.owner().publishP50Ms()),
                Say.millis(side.owner().waitP50Ms()),
                Say.millis(side.owner().cpuMs()));
    }
}
