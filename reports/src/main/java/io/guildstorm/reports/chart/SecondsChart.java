package io.guildstorm.reports.chart;

import io.guildstorm.reports.chart.theme.Key;
import io.guildstorm.reports.chart.theme.Line;
import io.guildstorm.reports.chart.theme.Theme;
import io.guildstorm.reports.chart.theme.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.IntervalXYDataset;
import org.jfree.data.xy.XYBarDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;

/// Second by second: panels over one axis of seconds, so that what happened together is seen together.
public final class SecondsChart {
    private SecondsChart() {}

    /// How values are drawn.
    public enum Look {
        LINES,
        BARS
    }

    /// One line of a panel.
    /// @param values one a second, null where unknown
    public record Series(String name, List<@Nullable Double> values) {
        public Series {
            values = java.util.Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /// @param heading what is measured, with its unit
    /// @param text what a tick says
    public record Panel(String heading, Look look, DoubleFunction<String> text, List<Series> series) {}

    /// @param seconds how many
    /// @param missed seconds that missed a target: shaded in every panel
    public static Chart of(String subtitle, String description, int seconds, List<Integer> missed, List<Panel> panels) {
        return new Chart(
                "seconds",
                "Second by second",
                subtitle,
                description,
                50 + 118 * panels.size(),
                room -> plot(seconds, missed, panels, room));
    }

    private static Plot plot(int seconds, List<Integer> missed, List<Panel> panels, Chart.Room room) {
        return Seconds.over(
                Seconds.axis(seconds, room),
                panels.stream().map(panel -> plot(panel, missed, room)).toList());
    }

    private static XYPlot plot(Panel panel, List<Integer> missed, Chart.Room room) {
        double most = panel.series().stream()
                .flatMap(series -> series.values().stream())
                .mapToDouble(value -> value == null ? 0 : value)
                .max()
                .orElse(0);
        double rows = 1 + (room.narrow() ? Math.ceil(panel.series().size() / 2.0) : 0);
        double to = most <= 0 ? 1 : most * (1 + 0.28 * rows);
        XYPlot plot = Theme.plot(null, Theme.axis("", 0, to, Theme.step(to, 3), panel.text()));
        plot.setDomainGridlinesVisible(false);
        for (int second : missed) {
            plot.addDomainMarker(new IntervalMarker(second, second + 1, Tone.BAD.color(0.1)), Layer.BACKGROUND);
        }
        XYSeriesCollection data = new XYSeriesCollection();
        panel.series().forEach(series -> data.addSeries(series(series)));
        IntervalXYDataset drawn = panel.look() == Look.BARS ? new XYBarDataset(data, 0.84) : data;
        Theme.add(plot, drawn, panel.look() == Look.BARS ? bars() : lines(panel));
        plot.addAnnotation(new Key(panel.heading(), key(panel)));
        return plot;
    }

    private static XYSeries series(Series series) {
        XYSeries drawn = new XYSeries(series.name(), false, true);
        int second = 0;
        for (Double value : series.values()) drawn.add(second++ + 0.5, value);
        return drawn;
    }

    private static List<Key.Entry> key(Panel panel) {
        List<Key.Entry> key = new ArrayList<>();
        if (panel.series().size() < 2) return key;
        for (int i = 0; i < panel.series().size(); i++) {
            key.add(new Key.Entry(
                    panel.series().get(i).name(), Line.of(i).color(), Line.of(i).stroke(2)));
        }
        return key;
    }

    private static XYItemRenderer lines(Panel panel) {
        XYLineAndShapeRenderer renderer = Theme.lines();
        for (int i = 0; i < panel.series().size(); i++) {
            renderer.setSeriesPaint(i, Line.of(i).color());
            renderer.setSeriesStroke(i, Line.of(i).stroke(2));
        }
        return renderer;
    }

    private static XYItemRenderer bars() {
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setSeriesPaint(0, Line.FIRST.color());
        return renderer;
    }
}
