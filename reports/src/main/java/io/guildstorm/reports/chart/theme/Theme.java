package io.guildstorm.reports.chart.theme;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.LengthAdjustmentType;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;

/// The one look of all charts: white ground, no frames, quiet grid, text in ink, nothing drawn twice.
public final class Theme {
    private static final double LABEL_SIZE = 12;
    private static final double TICK_SIZE = 11.5;
    private static final double ROW = 16;
    private static final BasicStroke HAIR = new BasicStroke(1);
    private static final BasicStroke TARGET =
            new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {5, 4}, 0);

    private Theme() {}

    /// A chart of a plot, without title: a page says it better.
    public static JFreeChart bare(Plot plot) {
        JFreeChart chart = new JFreeChart(null, Fonts.bold(17), plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(new RectangleInsets(4, 2, 2, 10));
        chart.setElementHinting(false);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        return chart;
    }

    /// A chart that stands alone, on white.
    public static JFreeChart titled(Plot plot, String title, String subtitle) {
        JFreeChart chart = bare(plot);
        chart.setBackgroundPaint(Tone.GROUND.color());
        chart.setPadding(new RectangleInsets(14, 16, 12, 20));
        chart.setTitle(title(title, Fonts.bold(17), Tone.INK, 4));
        chart.addSubtitle(0, title(subtitle, Fonts.plain(12), Tone.MUTED, 14));
        return chart;
    }

    private static TextTitle title(String text, java.awt.Font font, Tone tone, double below) {
        TextTitle title = new TextTitle(text, font);
        title.setPaint(tone.color());
        title.setHorizontalAlignment(HorizontalAlignment.LEFT);
        title.setTextAlignment(HorizontalAlignment.LEFT);
        title.setPadding(0, 2, below, 0);
        return title;
    }

    /// @param text what a tick says
    public static NumberAxis axis(String label, double from, double to, double step, DoubleFunction<String> text) {
        NumberAxis axis = new NumberAxis(label);
        axis.setRange(from, to);
        axis.setTickUnit(new NumberTickUnit(step));
        axis.setNumberFormatOverride(Units.format(text));
        style(axis);
        return axis;
    }

    /// The distance of ticks that makes about `ticks` of them: 1, 2 or 5 times a power of ten.
    public static double step(double span, int ticks) {
        double raw = span / ticks;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double digit = raw / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    static void style(ValueAxis axis) {
        axis.setLabelFont(Fonts.plain(LABEL_SIZE));
        axis.setTickLabelFont(Fonts.plain(TICK_SIZE));
        axis.setLabelPaint(Tone.MUTED.color());
        axis.setTickLabelPaint(Tone.INK.color());
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setTickLabelInsets(new RectangleInsets(4, 4, 4, 6));
        axis.setLabelInsets(new RectangleInsets(2, 0, 2, 0));
    }

    /// A plot with the quiet grid.
    /// @param x null: shared with other plots
    public static XYPlot plot(@Nullable ValueAxis x, ValueAxis y) {
        XYPlot plot = new XYPlot(null, x, y, null);
        plot.setRangeGridlinePaint(Tone.GRID.color());
        plot.setDomainGridlinePaint(Tone.GRID.color());
        plot.setRangeGridlineStroke(HAIR);
        plot.setDomainGridlineStroke(HAIR);
        plot.setRangeZeroBaselineVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        return plot;
    }

    /// A plot without data of its own. JFreeChart draws neither grid nor markers where there is no dataset.
    public static void withoutData(XYPlot plot) {
        plot.setDataset(new XYSeriesCollection());
        plot.setRenderer(lines());
    }

    /// Lines without points. A dash needs its line drawn as one path, or it breaks up.
    public static XYLineAndShapeRenderer lines() {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setAutoPopulateSeriesPaint(false);
        renderer.setAutoPopulateSeriesStroke(false);
        return renderer;
    }

    /// Points without lines, ringed by the ground so that they stand out of what they lie on.
    public static XYLineAndShapeRenderer dots(Color color) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setDefaultShape(new Ellipse2D.Double(-4.5, -4.5, 9, 9));
        renderer.setAutoPopulateSeriesShape(false);
        renderer.setAutoPopulateSeriesPaint(false);
        renderer.setDefaultPaint(color);
        renderer.setUseOutlinePaint(true);
        renderer.setDefaultOutlinePaint(Tone.GROUND.color());
        renderer.setDefaultOutlineStroke(new BasicStroke(1.8f));
        renderer.setAutoPopulateSeriesOutlinePaint(false);
        renderer.setAutoPopulateSeriesOutlineStroke(false);
        renderer.setUseFillPaint(true);
        renderer.setDefaultFillPaint(color);
        renderer.setAutoPopulateSeriesFillPaint(false);
        return renderer;
    }

    /// Adds one more dataset; later ones lie on top.
    public static void add(XYPlot plot, XYDataset data, XYItemRenderer renderer) {
        int index = plot.getDataset(0) == null ? 0 : plot.getDatasetCount();
        plot.setDataset(index, data);
        plot.setRenderer(index, renderer);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    }

    /// A remark at a place of the plot, on a ground that hides what is behind.
    public static XYTextAnnotation remark(String text, double x, double y, TextAnchor anchor) {
        XYTextAnnotation remark = new XYTextAnnotation(text, x, y);
        remark.setFont(Fonts.bold(11.5));
        remark.setPaint(Tone.INK.color());
        remark.setBackgroundPaint(Tone.GROUND.color(0.82));
        remark.setTextAnchor(anchor);
        return remark;
    }

    /// Lines down at the targets of the x axis, their labels in rows of their own so that near ones do not
    /// overlap.
    /// @param targets shortest first
    public static void targetsAcross(XYPlot plot, List<TargetLine> targets) {
        for (int row = targets.size() - 1; row >= 0; row--) {
            ValueMarker marker = marker(targets.get(row));
            marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
            marker.setLabelTextAnchor(TextAnchor.TOP_LEFT);
            marker.setLabelOffset(new RectangleInsets(4 + ROW * row, 6, 0, 6));
            plot.addDomainMarker(marker, Layer.FOREGROUND);
        }
    }

    /// Lines across at the targets of the y axis.
    public static void targetsUp(XYPlot plot, List<TargetLine> targets) {
        for (TargetLine target : targets) {
            ValueMarker marker = marker(target);
            marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
            marker.setLabelTextAnchor(TextAnchor.BOTTOM_LEFT);
            marker.setLabelOffset(new RectangleInsets(3, 6, 3, 6));
            plot.addRangeMarker(marker, Layer.FOREGROUND);
        }
    }

    private static ValueMarker marker(TargetLine target) {
        ValueMarker marker = new ValueMarker(target.ms(), Tone.BAD.color(), TARGET);
        marker.setLabel(target.label());
        marker.setLabelFont(Fonts.bold(11));
        marker.setLabelPaint(Tone.BAD.color());
        marker.setLabelBackgroundColor(Tone.GROUND.color(0.85));
        marker.setLabelOffsetType(LengthAdjustmentType.EXPAND);
        marker.setAlpha(1);
        return marker;
    }
}
