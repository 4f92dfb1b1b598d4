package io.guildstorm.reports.chart;

import io.guildstorm.reports.chart.theme.Line;
import io.guildstorm.reports.chart.theme.Theme;
import io.guildstorm.reports.chart.theme.Tone;
import io.guildstorm.reports.chart.theme.Units;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/// Is anyone treated worse: how many sessions had which p99 of their own, and the ten worst.
public final class SessionsChart {
    private static final int BARS = 48;

    private SessionsChart() {}

    /// @param p99Ms one value a session, not empty
    public static Chart of(String subtitle, String description, double[] p99Ms) {
        double[] sorted = p99Ms.clone();
        Arrays.sort(sorted);
        return new Chart(
                "sessions", "Is anyone treated worse?", subtitle, description, 300, room -> plot(sorted, room));
    }

    private static Plot plot(double[] sorted, Chart.Room room) {
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        double margin = Math.max((high - low) * 0.04, high * 0.01);
        double from = Math.max(0, low - margin);
        double to = high + margin;
        int bars = room.narrow() ? BARS / 2 : BARS;
        int[] counts = counts(sorted, from, to, bars);
        int most = Arrays.stream(counts).max().orElse(1);
        NumberAxis x =
                Theme.axis("p99 of a session", from, to, Theme.step(to - from, room.narrow() ? 4 : 8), Units::millis);
        double step = Math.max(1, Theme.step(most * 1.25, 4));
        XYPlot plot = Theme.plot(x, Theme.axis("sessions", 0, most * 1.25, step, Units::count));
        plot.setDomainGridlinesVisible(false);
        Theme.add(plot, bars(counts, from, to), renderer());
        List<Double> worst = Arrays.stream(sorted)
                .skip(Math.max(0, sorted.length - 10))
                .boxed()
                .toList();
        XYSeries dots = new XYSeries("worst", false, true);
        worst.forEach(ms -> dots.add(ms.doubleValue(), most * 0.045));
        Theme.add(plot, new XYSeriesCollection(dots), Theme.dots(Tone.BAD.color()));
        plot.addAnnotation(Theme.remark(
                worst.size() < 10 ? "each session" : "ten worst", high, most * 0.16, TextAnchor.BOTTOM_RIGHT));
        return plot;
    }

    static int[] counts(double[] sorted, double from, double to, int bars) {
        int[] counts = new int[bars];
        for (double value : sorted) counts[Math.min(bars - 1, (int) ((value - from) / (to - from) * bars))]++;
        return counts;
    }

    private static XYIntervalSeriesCollection bars(int[] counts, double from, double to) {
        double width = (to - from) / counts.length;
        XYIntervalSeries series = new XYIntervalSeries("sessions");
        for (int i = 0; i < counts.length; i++) {
            double left = from + i * width;
            if (counts[i] > 0) series.add(left + width / 2, left, left + width, counts[i], 0, counts[i]);
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        return data;
    }

    private static XYBarRenderer renderer() {
        XYBarRenderer renderer = new XYBarRenderer(0.12);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        renderer.setSeriesPaint(0, Line.FIRST.color());
        return renderer;
    }
}
