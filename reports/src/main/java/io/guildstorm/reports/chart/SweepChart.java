package io.guildstorm.reports.chart;

import io.guildstorm.reports.chart.theme.CountAxis;
import io.guildstorm.reports.chart.theme.Key;
import io.guildstorm.reports.chart.theme.LatencyAxis;
import io.guildstorm.reports.chart.theme.Line;
import io.guildstorm.reports.chart.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/// A time against what was varied, both on log scales: one line a design, so that one sees where they part.
public final class SweepChart {
    private static final double FLOOR_MS = 0.001;

    private SweepChart() {}

    /// @param value of what was varied
    public record Point(long value, double ms) {}

    /// @param points by rising value
    public record Design(String name, List<Point> points) {
        public Design {
            points = List.copyOf(points);
        }
    }

    /// What a chart is called and what its axes are.
    /// @param id as a file's name
    /// @param time what the upright axis shows
    /// @param values of what was varied, rising, not empty
    public record Frame(String id, String title, String axis, String time, List<Long> values) {
        public Frame {
            values = List.copyOf(values);
        }
    }

    public static Chart of(Frame frame, String subtitle, String description, List<Design> designs) {
        return new Chart(frame.id(), frame.title(), subtitle, description, 350, room -> plot(frame, designs, room));
    }

    private static Plot plot(Frame frame, List<Design> designs, Chart.Room room) {
        double low = FLOOR_MS;
        double high = 0;
        double least = Double.MAX_VALUE;
        for (Design design : designs) {
            for (Point point : design.points()) {
                least = Math.min(least, Math.max(point.ms(), low));
                high = Math.max(high, point.ms());
            }
        }
        double key = room.narrow() ? 40 : 8; // the key stands above all lines
        XYPlot plot = Theme.plot(
                new CountAxis(frame.axis() + " (log scale)", frame.values()),
                new LatencyAxis(room.narrow() ? frame.time() : frame.time() + " (log scale)", least / 2, high * key));
        List<Key.Entry> entries = new ArrayList<>();
        for (int i = 0; i < designs.size(); i++) {
            Line line = Line.of(i);
            add(plot, designs.get(i), line);
            entries.add(new Key.Entry(designs.get(i).name(), line.color(), line.stroke(2.4)));
        }
        plot.addAnnotation(new Key("", entries));
        return plot;
    }

    private static void add(XYPlot plot, Design design, Line line) {
        XYSeries series = new XYSeries(design.name(), false, true);
        for (Point point : design.points()) series.add((double) point.value(), Math.max(point.ms(), FLOOR_MS));
        XYLineAndShapeRenderer renderer = Theme.lines();
        renderer.setDefaultPaint(line.color());
        renderer.setDefaultStroke(line.stroke(2.4));
        Theme.add(plot, new XYSeriesCollection(series), renderer);
        Theme.add(plot, new XYSeriesCollection(series), Theme.dots(line.color()));
    }
}
