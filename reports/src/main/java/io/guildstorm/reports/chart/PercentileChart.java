package io.guildstorm.reports.chart;

import io.guildstorm.reports.chart.theme.Key;
import io.guildstorm.reports.chart.theme.LatencyAxis;
import io.guildstorm.reports.chart.theme.Line;
import io.guildstorm.reports.chart.theme.PercentileAxis;
import io.guildstorm.reports.chart.theme.TargetLine;
import io.guildstorm.reports.chart.theme.Theme;
import io.guildstorm.reports.chart.theme.Tone;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;

/// Latency by percentile. What the number of messages cannot carry is grey, and p99 has its interval.
public final class PercentileChart {
    private static final BasicStroke WEAK =
            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {2, 3}, 0);
    private static final double NINES_MOST = 6;

    private PercentileChart() {}

    /// @param quantile from 0, below 1
    public record Point(double quantile, double ms) {}

    /// An interval at a quantile.
    public record Interval(double quantile, double lowMs, double highMs) {}

    /// @param points quantiles rising
    /// @param weakFrom the quantile from which the messages behind the values are too few; 1 when nowhere
    public record Distribution(
            String name,
            List<Point> points,
            double weakFrom,
            @Nullable Interval interval) {}

    public static Chart of(
            String subtitle, String description, List<Distribution> distributions, List<TargetLine> targets) {
        return new Chart(
                "percentiles", "By percentile", subtitle, description, 380, room -> plot(distributions, targets, room));
    }

    private static Plot plot(List<Distribution> distributions, List<TargetLine> targets, Chart.Room room) {
        List<Point> points =
                distributions.stream().flatMap(each -> each.points().stream()).toList();
        double nines = points.stream().mapToDouble(Point::quantile).max().orElse(0.99);
        double low = points.stream().mapToDouble(Point::ms).min().orElse(1);
        double high = points.stream().mapToDouble(Point::ms).max().orElse(100);
        double top = Math.max(
                high, targets.stream().mapToDouble(TargetLine::ms).max().orElse(high));
        double bottom =
                Math.min(low, targets.stream().mapToDouble(TargetLine::ms).min().orElse(low));
        XYPlot plot = Theme.plot(
                new PercentileAxis(
                        "share of deliveries that were at least as fast",
                        Math.min(NINES_MOST, PercentileAxis.place(nines))),
                new LatencyAxis(
                        "time since the intended send (log)",
                        Math.max(bottom / 1.6, 0.001),
                        top * (room.narrow() ? 14 : 4)));
        List<Key.Entry> key = new ArrayList<>();
        for (int i = 0; i < distributions.size(); i++) {
            draw(plot, distributions.get(i), Line.of(i));
            key.add(new Key.Entry(
                    distributions.get(i).name(), Line.of(i).color(), Line.of(i).stroke(2.4)));
        }
        if (distributions.stream().anyMatch(each -> each.weakFrom() < nines)) {
            key.add(new Key.Entry("too few messages to be sure", Tone.FAINT.color(), WEAK));
        }
        Theme.targetsUp(plot, targets);
        plot.addAnnotation(new Key("", key));
        return plot;
    }

    private static void draw(XYPlot plot, Distribution distribution, Line line) {
        XYSeries sure = new XYSeries("sure", false, true);
        XYSeries weak = new XYSeries("weak", false, true);
        Point last = null;
        for (Point point : distribution.points()) {
            double x = PercentileAxis.place(point.quantile());
            if (point.quantile() <= distribution.weakFrom()) {
                sure.add(x, point.ms());
            } else {
                if (weak.isEmpty() && last != null) weak.add(PercentileAxis.place(last.quantile()), last.ms());
                weak.add(x, point.ms());
            }
            last = point;
        }
        XYLineAndShapeRenderer renderer = Theme.lines();
        renderer.setSeriesPaint(0, line.color());
        renderer.setSeriesStroke(0, line.stroke(2.4));
        renderer.setSeriesPaint(1, Tone.FAINT.color());
        renderer.setSeriesStroke(1, WEAK);
        XYSeriesCollection data = new XYSeriesCollection(sure);
        data.addSeries(weak);
        Theme.add(plot, data, renderer);
        Interval interval = distribution.interval();
        if (interval != null) bar(plot, interval);
    }

    private static void bar(XYPlot plot, Interval interval) {
        double x = PercentileAxis.place(interval.quantile());
        double cap = plot.getDomainAxis().getUpperBound() / 110;
        BasicStroke stroke = new BasicStroke(1.6f);
        double[][] lines = {
            {x, interval.lowMs(), x, interval.highMs()},
            {x - cap, interval.lowMs(), x + cap, interval.lowMs()},
            {x - cap, interval.highMs(), x + cap, interval.highMs()}
        };
        for (double[] line : lines) {
            plot.addAnnotation(new XYLineAnnotation(line[0], line[1], line[2], line[3], stroke, Tone.INK.color()));
        }
    }
}
