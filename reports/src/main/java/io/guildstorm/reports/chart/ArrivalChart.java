package io.guildstorm.reports.chart;

import io.guildstorm.reports.chart.theme.Key;
import io.guildstorm.reports.chart.theme.LatencyAxis;
import io.guildstorm.reports.chart.theme.Line;
import io.guildstorm.reports.chart.theme.TargetLine;
import io.guildstorm.reports.chart.theme.Theme;
import io.guildstorm.reports.chart.theme.Units;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/// Who has the message, and when: the share of due sessions that have it, against the time since its intended send.
/// First, last, spread, loss and target in one picture. The time axis is always the same, so that pictures compare.
public final class ArrivalChart {
    private static final double FROM_MS = 0.1;
    private static final double TO_MS = 30_000;
    private static final double ROW_PERCENT = 6.5;

    private ArrivalChart() {}

    /// A share of sessions, and when they had it.
    /// @param ms since the intended send
    /// @param share of the due sessions, 0 to 1
    public record Point(double ms, double share) {}

    /// One line: a design.
    /// @param name as in the key
    /// @param pooled all messages together, shares rising; may end below 1, which is a loss
    /// @param samples single messages, drawn thin
    public record Design(String name, List<Point> pooled, List<List<Point>> samples) {
        /// The time by which `share` had it; empty when that many never had.
        public OptionalDouble msBy(double share) {
            Point before = new Point(FROM_MS, 0);
            for (Point point : pooled) {
                if (point.share() >= share) return OptionalDouble.of(between(before, point, share));
                before = point;
            }
            return OptionalDouble.empty();
        }

        private static double between(Point low, Point high, double share) {
            if (high.share() <= share || low.share() == 0) return high.ms();
            double part = (share - low.share()) / (high.share() - low.share());
            return Math.exp(Math.log(low.ms()) + part * (Math.log(high.ms()) - Math.log(low.ms())));
        }
    }

    public static Chart of(String subtitle, String description, List<Design> designs, List<TargetLine> targets) {
        return new Chart(
                "arrival",
                "Who has the message, and when?",
                subtitle,
                description,
                430,
                room -> plot(designs, targets, room));
    }

    private static Plot plot(List<Design> designs, List<TargetLine> targets, Chart.Room room) {
        double top = 103 + ROW_PERCENT * Math.max(2, Math.max(targets.size(), room.narrow() ? designs.size() + 1 : 0));
        NumberAxis y = Theme.axis(
                room.narrow() ? "sessions that have it" : "sessions that have the message",
                -1.5,
                top,
                25,
                percent -> percent > 100 ? "" : Units.count(percent) + "\u00a0%");
        XYPlot plot = Theme.plot(
                new LatencyAxis(
                        room.narrow() ? "since the intended send" : "time since the intended send (log scale)",
                        FROM_MS,
                        TO_MS),
                y);
        for (int i = designs.size() - 1; i >= 0; i--) thin(plot, designs.get(i), Line.of(i));
        for (int i = designs.size() - 1; i >= 0; i--) thick(plot, designs.get(i), Line.of(i));
        Theme.targetsAcross(plot, targets);
        boolean crowded = room.narrow() && designs.size() > 1;
        for (int i = 0; i < Math.min(crowded ? 0 : 2, designs.size()); i++) {
            marks(plot, designs.get(i), Line.of(i), !room.narrow() && isSooner(designs, i));
        }
        plot.addAnnotation(new Key("", key(designs), room.narrow() ? 0.5 : 0.62));
        return plot;
    }

    /// Of the two that have their times written beside them, the one whose stand on the left.
    private static boolean isSooner(List<Design> designs, int index) {
        if (designs.size() == 1) return true;
        double its = designs.get(index).msBy(0.5).orElse(TO_MS);
        double other = designs.get(1 - index).msBy(0.5).orElse(TO_MS);
        return its < other || (its == other && index == 0);
    }

    private static List<Key.Entry> key(List<Design> designs) {
        List<Key.Entry> entries = new ArrayList<>();
        for (int i = 0; i < designs.size(); i++) {
            entries.add(new Key.Entry(
                    designs.get(i).name(), Line.of(i).color(), Line.of(i).stroke(2.6)));
        }
        if (designs.stream().anyMatch(design -> !design.samples().isEmpty())) {
            entries.add(new Key.Entry("single messages", Line.of(0).tone().color(0.45), new BasicStroke(1)));
        }
        return entries;
    }

    private static void thick(XYPlot plot, Design design, Line line) {
        XYSeriesCollection data = new XYSeriesCollection(series(design.name(), design.pooled(), true));
        XYLineAndShapeRenderer renderer = Theme.lines();
        renderer.setSeriesPaint(0, line.color());
        renderer.setSeriesStroke(0, line.stroke(2.6));
        Theme.add(plot, data, renderer);
    }

    private static void thin(XYPlot plot, Design design, Line line) {
        XYSeriesCollection data = new XYSeriesCollection();
        for (List<Point> sample : design.samples()) {
            data.addSeries(series("message " + data.getSeriesCount(), sample, false));
        }
        XYLineAndShapeRenderer renderer = Theme.lines();
        renderer.setDefaultPaint(line.tone().color(0.28));
        renderer.setDefaultStroke(new BasicStroke(0.9f));
        Theme.add(plot, data, renderer);
    }

    private static XYSeries series(String name, List<Point> points, boolean toTheEnd) {
        XYSeries series = new XYSeries(name, false, true);
        for (Point point : points) series.add(Math.max(point.ms(), FROM_MS), point.share() * 100);
        if (toTheEnd && !points.isEmpty() && points.getLast().share() < 1) {
            series.add(TO_MS, points.getLast().share() * 100);
        }
        return series;
    }

    /// The times of half and of 99 %, written beside the line.
    private static void marks(XYPlot plot, Design design, Line line, boolean left) {
        XYSeries dots = new XYSeries(design.name() + " marks", false, true);
        for (double share : new double[] {0.5, 0.99}) {
            design.msBy(share).ifPresent(ms -> {
                double x = Math.max(ms, FROM_MS);
                dots.add(x, share * 100);
                plot.addAnnotation(mark(Units.percent(share) + " by " + Units.millis(ms), x, share * 100, left));
            });
        }
        Theme.add(plot, new XYSeriesCollection(dots), Theme.dots(line.color()));
    }

    private static XYTextAnnotation mark(String text, double ms, double percent, boolean left) {
        // near the end it would cover what shows a loss: above all lines, or below where the key has no room for it
        double up = percent <= 90 ? 0 : left ? 5 : -7;
        return Theme.remark(
                text,
                left ? ms / 1.22 : ms * 1.28,
                percent + up,
                left ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT);
    }
}
