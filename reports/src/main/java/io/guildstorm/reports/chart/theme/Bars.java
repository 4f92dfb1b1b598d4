package io.guildstorm.reports.chart.theme;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.function.DoubleFunction;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/// Bars that lie, one a row, the first on top. A row's name stands above its bar, where a narrow chart has room too.
/// **Owner:** whoever draws the one chart.
public final class Bars {
    private static final double TOP = 0.5;
    private static final double BOTTOM = 0.94;
    private static final double LEFT = 22;
    private final XYPlot plot;

    /// @param rows of bars
    /// @param above room over the first row, in rows
    public Bars(String label, int rows, double above, double to, double step, DoubleFunction<String> text) {
        NumberAxis y = Theme.axis("", -rows - 0.1, above, rows + above, value -> "");
        y.setTickLabelsVisible(false);
        plot = Theme.plot(Theme.axis(label, 0, to, step, text), y);
        plot.setRangeGridlinesVisible(false);
        Theme.withoutData(plot);
        AxisSpace left = new AxisSpace();
        left.add(LEFT, RectangleEdge.LEFT);
        plot.setFixedRangeAxisSpace(left);
    }

    /// @param row from 0
    public void name(int row, String name) {
        text(name, 0, -row - TOP + 0.06, TextAnchor.BOTTOM_LEFT, true);
    }

    /// A bar, or a part of one.
    public void bar(int row, double from, double to, Color color) {
        plot.addAnnotation(new XYBoxAnnotation(
                from, -row - BOTTOM, to, -row - TOP, new BasicStroke(1), Tone.GROUND.color(), color));
    }

    /// What stands behind the end of a bar.
    public void value(int row, double at, String value) {
        text("\u00a0" + value + "\u00a0", at, -row - (TOP + BOTTOM) / 2, TextAnchor.CENTER_LEFT, false);
    }

    private void text(String text, double x, double y, TextAnchor anchor, boolean plain) {
        XYTextAnnotation drawn = new XYTextAnnotation(text, x, y);
        drawn.setFont(plain ? Fonts.plain(12) : Fonts.bold(12));
        drawn.setPaint(Tone.INK.color());
        if (!plain) drawn.setBackgroundPaint(Tone.GROUND.color(0.85));
        drawn.setTextAnchor(anchor);
        plot.addAnnotation(drawn);
    }

    public XYPlot plot() {
        return plot;
    }
}
