package io.guildstorm.reports.chart;

import io.guildstorm.reports.chart.theme.CountAxis;
import io.guildstorm.reports.chart.theme.DecadesAxis;
import io.guildstorm.reports.chart.theme.Key;
import io.guildstorm.reports.chart.theme.Line;
import io.guildstorm.reports.chart.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/// What watchers were told against the users that their clients show, both on log scales: a line that goes up by a
/// decade with each decade is a cost in proportion.
public final class VisibleChart {
    private VisibleChart() {}

    /// @param visible users whom a client shows
    public record Point(long visible, double value) {}

    /// @param points by rising number of users, none of them zero
    public record Series(String name, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /// What a chart is called and what its upright axis is.
    /// @param id as a file's name
    /// @param text of a value
    public record Frame(String id, String title, String axis, DoubleFunction<String> text) {}

    /// @param series of which one has points
    public static Chart of(Frame frame, String subtitle, String description, List<Series> series) {
        return new Chart(frame.id(), frame.title(), subtitle, description, 350, room -> plot(frame, series, room));
    }

    private static Plot plot(Frame frame, List<Series> series, Chart.Room room) {
        List<Point> all =
                series.stream().flatMap(each -> each.points().stream()).toList();
        double least = all.stream().mapToDouble(Point::value).min().orElse(1);
        double most = all.stream().mapToDouble(Point::value).max().orElse(1);
        double key = room.narrow() ? 30 : 8; // the key stands above all lines
        XYPlot plot = Theme.plot(
                new CountAxis(
                        "users whom a client shows (log scale)",
                        all.stream().map(Point::visible).distinct().sorted().toList()),
                new DecadesAxis(
                        room.narrow() ? frame.axis() : frame.axis() + " (log scale)",
                        least / 2,
                        most * key,
                        frame.text()));
        List<Key.Entry> entries = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            Line line = Line.of(i);
            add(plot, series.get(i), line);
            entries.add(new Key.Entry(series.get(i).name(), line.color(), line.stroke(2.4)));
        }
        plot.addAnnotation(new Key("", entries));
        return plot;
    }

    private static void add(XYPlot plot, Series own, Line line) {
        XYSeries series = new XYSeries(own.name(), false, true);
        for (Point point : own.points()) series.add((double) point.visible(), point.value());
        XYLineAndShapeRenderer renderer = Theme.lines();
        renderer.setDefaultPaint(line.color());
        renderer.setDefaultStroke(line.stroke(2.4));
        Theme.add(plot, new XYSeriesCollection(series), renderer);
        Theme.add(plot, new XYSeriesCollection(series), Theme.dots(line.color()));
    }
}
