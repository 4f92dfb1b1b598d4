package io.guildstorm.reports.chart.theme;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/// Quantiles, stretched towards 1: each nine takes as much room as the one before it. Ticks that would touch are left
/// out. A quantile's place is [#place].
public final class PercentileAxis extends NumberAxis {
    private static final double[] TICKS = {0, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999, 0.99999, 0.999999};
    /// Room for half of the last tick's text.
    private static final double MARGIN = 0.2;

    private static final double GAP = 6;

    /// @param nines how many nines the axis reaches: 3 ends at 99.9 %
    public PercentileAxis(String label, double nines) {
        super(label);
        setRange(0, nines + MARGIN);
        Theme.style(this);
    }

    /// Where a quantile is on the axis: 0.9 is at 1, 0.99 at 2.
    /// @param quantile from 0, below 1
    public static double place(double quantile) {
        return -Math.log10(1 - quantile);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        List<NumberTick> all = new ArrayList<>();
        FontMetrics metrics = g.getFontMetrics(getTickLabelFont());
        double free = Double.NEGATIVE_INFINITY;
        for (double quantile : TICKS) {
            if (place(quantile) > getRange().getUpperBound() - MARGIN + 1e-9) break;
            String text = Units.digits(quantile * 100, 6) + "\u00a0%";
            double middle = valueToJava2D(place(quantile), area, edge);
            double half = metrics.stringWidth(text) / 2.0;
            if (middle - half < free) continue;
            free = middle + half + GAP;
            all.add(new NumberTick(TickType.MAJOR, place(quantile), text, TextAnchor.TOP_CENTER, TextAnchor.CENTER, 0));
        }
        return all;
    }
}
