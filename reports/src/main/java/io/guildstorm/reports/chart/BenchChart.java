package io.guildstorm.reports.chart;

import io.guildstorm.reports.chart.theme.Fonts;
import io.guildstorm.reports.chart.theme.Line;
import io.guildstorm.reports.chart.theme.NanosAxis;
import io.guildstorm.reports.chart.theme.Theme;
import io.guildstorm.reports.chart.theme.Tone;
import io.guildstorm.reports.chart.theme.Units;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/// What an operation takes, one row a measurement, on a logarithmic axis; below them what was published of the same
/// task, with dotted ticks up through the rows.
public final class BenchChart {
    private static final int ROW = 36;
    private static final int BELOW = 52;
    private static final double NAME = 0.46;
    private static final double MARK = 0.72;
    private static final double CAP = 0.12;
    private static final double LEFT = 14;

    private BenchChart() {}

    /// One measurement.
    /// @param low the fastest iteration, above zero
    /// @param high the slowest
    public record Row(String name, double nanos, double low, double high) {}

    /// A published figure.
    public record Published(String name, double fromNanos, double toNanos) {}

    /// @param id its name as a file: `bench-hotchannel`
    /// @param rows not empty
    public static Chart of(String id, String title, String description, List<Row> rows, List<Published> published) {
        return new Chart(
                id,
                title,
                "median of the iterations, line from the fastest to the slowest"
                        + (published.isEmpty() ? "" : "; dotted: published, measured elsewhere"),
                description,
                BELOW + ROW * (rows.size() + published.size()),
                room -> plot(rows, published, room));
    }

    private static Plot plot(List<Row> rows, List<Published> published, Chart.Room room) {
        double low = all(rows, published).min().orElse(1);
        double high = all(rows, published).max().orElse(1);
        double decades = Math.max(Math.log10(high / low), 0.6);
        double from = low / Math.pow(10, decades * 0.06);
        // room for the figure behind the last mark
        double to = high * Math.pow(10, decades * (room.narrow() ? 0.42 : 0.16));
        int lines = rows.size() + published.size();
        NumberAxis y = Theme.axis("", -lines - 0.05, 0.05, lines + 1, value -> "");
        y.setTickLabelsVisible(false);
        XYPlot plot = Theme.plot(new NanosAxis("time for an operation (log scale)", from, to), y);
        plot.setRangeGridlinesVisible(false);
        Theme.withoutData(plot);
        AxisSpace left = new AxisSpace();
        left.add(LEFT, RectangleEdge.LEFT);
        plot.setFixedRangeAxisSpace(left);
        for (int i = 0; i < published.size(); i++) published(plot, from, rows.size() + i, published.get(i));
        XYSeries dots = new XYSeries("median", false, true);
        for (int i = 0; i < rows.size(); i++) {
            measured(plot, from, i, rows.get(i));
            dots.add(rows.get(i).nanos(), -i - MARK);
        }
        Theme.add(plot, new XYSeriesCollection(dots), Theme.dots(Line.FIRST.color()));
        return plot;
    }

    private static DoubleStream all(List<Row> rows, List<Published> published) {
        return DoubleStream.concat(
                rows.stream().flatMapToDouble(row -> DoubleStream.of(row.low(), row.high())),
                published.stream().flatMapToDouble(mark -> DoubleStream.of(mark.fromNanos(), mark.toNanos())));
    }

    private static void measured(XYPlot plot, double from, int place, Row row) {
        double y = -place - MARK;
        text(plot, row.name(), from, -place - NAME, TextAnchor.BOTTOM_LEFT, false, Tone.INK);
        BasicStroke stroke = new BasicStroke(2);
        Color color = Line.FIRST.color();
        plot.addAnnotation(new XYLineAnnotation(row.low(), y, row.high(), y, stroke, color));
        for (double end : new double[] {row.low(), row.high()})
            plot.addAnnotation(new XYLineAnnotation(end, y - CAP, end, y + CAP, stroke, color));
        value(plot, row.high(), y, Units.nanos(row.nanos()), Tone.INK);
    }

    private static void published(XYPlot plot, double from, int place, Published mark) {
        double y = -place - MARK;
        BasicStroke dots =
                new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {2, 3}, 0);
        for (double end : ends(mark))
            plot.addAnnotation(new XYLineAnnotation(end, 0, end, y, dots, Tone.MUTED.color()));
        text(plot, mark.name(), from, -place - NAME, TextAnchor.BOTTOM_LEFT, false, Tone.MUTED);
        plot.addAnnotation(new XYBoxAnnotation(
                mark.fromNanos(),
                y - CAP,
                Math.max(mark.toNanos(), mark.fromNanos() * 1.02),
                y + CAP,
                new BasicStroke(1),
                Tone.MUTED.color(),
                Tone.FAINT.color()));
        String figure = Units.nanos(mark.fromNanos())
                + (mark.fromNanos() == mark.toNanos() ? "" : " – " + Units.nanos(mark.toNanos()));
        value(plot, mark.toNanos(), y, figure, Tone.MUTED);
    }

    private static double[] ends(Published mark) {
        return mark.fromNanos() == mark.toNanos()
                ? new double[] {mark.fromNanos()}
                : new double[] {mark.fromNanos(), mark.toNanos()};
    }

    private static void value(XYPlot plot, double at, double y, String value, Tone tone) {
        text(plot, "\u00a0\u00a0" + value, at, y, TextAnchor.CENTER_LEFT, true, tone);
    }

    private static void text(XYPlot plot, String text, double x, double y, TextAnchor anchor, boolean bold, Tone tone) {
        XYTextAnnotation drawn = new XYTextAnnotation(text, x, y);
        drawn.setFont(bold ? Fonts.bold(12) : Fonts.plain(12));
        drawn.setPaint(tone.color());
        drawn.setBackgroundPaint(Tone.GROUND.color(0.85));
        drawn.setTextAnchor(anchor);
        plot.addAnnotation(drawn);
    }
}
