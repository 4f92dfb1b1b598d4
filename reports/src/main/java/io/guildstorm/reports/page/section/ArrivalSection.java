package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.ArrivalChart;
import io.guildstorm.reports.chart.ArrivalChart.Design;
import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.theme.TargetLine;
import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.Round;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Side;
import io.guildstorm.reports.series.ArrivalCurve;
import io.guildstorm.reports.series.Arrivals;
import io.guildstorm.reports.target.SweepFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Who has the message, and when. The first picture of a report, and the one on its card.
public final class ArrivalSection implements Section {
    private static final double[] SHARES = {0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1};

    @Override
    public String id() {
        return "arrival";
    }

    @Override
    public String title() {
        return "Who has the message, and when?";
    }

    @Override
    public List<Chart> charts(RunData run) {
        List<Design> designs = designs(run);
        if (designs.isEmpty()) return List.of();
        return List.of(ArrivalChart.of(
                run.record().scenario()
                        + ": share of due sessions that have a message, by time since its intended send",
                words(run, designs),
                designs,
                run.targets()));
    }

    @Override
    public Html body(RunData run) {
        List<Chart> charts = charts(run);
        if (charts.isEmpty()) return ChartFigure.missing("The run kept no times of arrival.");
        List<Design> designs = designs(run);
        Html caption = Html.of(
                "<p>{}</p><p class=\"how\">How to read it: every line climbs from the first session to the last. The further"
                        + " left, the sooner; the steeper, the fairer. The thick line is all messages together, each thin"
                        + " one a single message. A line that ends below 100 % shows a loss.</p>",
                words(run, designs));
        return ChartFigure.of(charts.getFirst(), caption, table(designs));
    }

    private static List<Design> designs(RunData run) {
        List<Side> sides = sides(run.record());
        if (sides.isEmpty())
            return design(nameOf(run), run.arrivals(), run.record().latency().delivery());
        List<Design> designs = new ArrayList<>();
        for (Side side : sides)
            designs.addAll(design(
                    label(run.record(), side) + " · in-process",
                    arrivals(run, side, RunFolder::arrivalsInProcess),
                    null));
        String kind = designs.isEmpty() ? "" : " · sockets";
        for (Side side : sides)
            designs.addAll(design(label(run.record(), side) + kind, arrivals(run, side, RunFolder::arrivals), null));
        return designs;
    }

    /// Of a run that goes through the values of one thing those of the largest: all of them would hide each other.
    private static List<Side> sides(RunRecord record) {
        List<Side> sides = record.sides();
        SweepFigures sweep = SweepFigures.of(record.experiment());
        if (sides == null) return List.of();
        if (sweep == null || sweep.points().isEmpty()) return sides;
        long largest = sweep.values().getLast();
        List<String> names = sweep.points().stream()
                .filter(point -> point.value() == largest)
                .map(point -> point.side().name())
                .toList();
        return sides.stream().filter(side -> names.contains(side.name())).toList();
    }

    private static String label(RunRecord record, Side side) {
        SweepFigures sweep = SweepFigures.of(record.experiment());
        if (sweep == null) return side.name();
        return sweep.points().stream()
                .filter(point -> point.side().name().equals(side.name()))
                .map(SweepFigures.Point::design)
                .findFirst()
                .orElse(side.name());
    }

    private static String nameOf(RunData run) {
        var delivery = run.record().latency().delivery();
        Long messages = delivery == null ? null : delivery.messages();
        return messages == null ? "all messages" : "all " + Units.count(messages) + " messages";
    }

    /// Of the side's first round; each round is a run's folder of its own.
    private static Arrivals arrivals(RunData run, Side side, Function<RunFolder, Path> file) {
        List<Round> rounds = run.record().rounds();
        for (Round round : rounds == null ? List.<Round>of() : rounds) {
            if (!round.side().equals(side.name())) continue;
            try {
                return Arrivals.read(
                        file.apply(new RunFolder(run.folder().path().resolve(round.dir()))));
            } catch (IOException missing) {
                break;
            }
        }
        return new Arrivals(null, List.of());
    }

    private static List<Design> design(String name, Arrivals arrivals, @Nullable Quantiles exact) {
        ArrivalCurve pooled = arrivals.pooled();
        if (pooled == null || points(pooled).isEmpty()) return List.of();
        return List.of(new Design(
                name,
                exact == null || !pooled.complete() ? points(pooled) : exact(points(pooled), exact),
                arrivals.samples().stream().map(ArrivalSection::points).toList()));
    }

    /// The curve's times are upper bounds of buckets. Where nothing was lost the record has the same quantiles to
    /// three digits, and the page must not tell two figures for one thing.
    private static List<ArrivalChart.Point> exact(List<ArrivalChart.Point> points, Quantiles quantiles) {
        Map<Double, @Nullable Double> known = new HashMap<>();
        known.put(0.5, quantiles.p50Ms());
        known.put(0.9, quantiles.p90Ms());
        known.put(0.99, quantiles.p99Ms());
        known.put(0.999, quantiles.p999Ms());
        known.put(1.0, quantiles.maxMs());
        List<ArrivalChart.Point> exact = new ArrayList<>();
        double next = Double.MAX_VALUE;
        for (ArrivalChart.Point point : points.reversed()) {
            Double ms = known.get(Math.round(point.share() * 1_000) / 1_000.0);
            next = Math.min(ms == null ? point.ms() : ms, next);
            exact.add(new ArrivalChart.Point(next, point.share()));
        }
        return exact.reversed();
    }

    private static List<ArrivalChart.Point> points(ArrivalCurve curve) {
        List<ArrivalChart.Point> points = new ArrayList<>();
        for (ArrivalCurve.Point point : curve.points()) {
            Double ms = point.ms();
            if (ms != null) points.add(new ArrivalChart.Point(ms, point.percent() / 100));
        }
        return points;
    }

    private static String words(RunData run, List<Design> designs) {
        StringBuilder words = new StringBuilder();
        for (Design design : designs) {
            if (designs.size() > 1) words.append(design.name()).append(": ");
            words.append("Half of the due sessions have a message ").append(by(design.msBy(0.5)));
            words.append(", 99 % ").append(by(design.msBy(0.99)));
            words.append(", the last ").append(by(design.msBy(1))).append(". ");
        }
        List<TargetLine> targets = run.targets();
        if (!targets.isEmpty()) {
            words.append(
                    targets.size() == 1 ? "The dashed line is the target: " : "The dashed lines are the targets: ");
            words.append(
                    String.join(", ", targets.stream().map(TargetLine::label).toList()));
            words.append('.');
        }
        return words.toString().strip();
    }

    private static String by(OptionalDouble ms) {
        return ms.isPresent() ? "after " + Units.millis(ms.getAsDouble()) : "never";
    }

    private static Html table(List<Design> designs) {
        List<String> columns = new ArrayList<>(List.of("share of due sessions"));
        designs.forEach(design -> columns.add(design.name()));
        FactTable table = new FactTable(
                "Time since the intended send by which a share of the due sessions had a message",
                columns.toArray(String[]::new));
        for (double share : SHARES) {
            table.row(
                    null,
                    Units.percent(share),
                    designs.stream()
                            .map(design -> design.msBy(share))
                            .map(ms -> ms.isPresent() ? Say.millis(ms.getAsDouble()) : Html.text("never"))
                            .toArray(Html[]::new));
        }
        return table.html();
    }
}
