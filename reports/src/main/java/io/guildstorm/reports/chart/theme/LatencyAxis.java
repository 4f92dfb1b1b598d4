package io.guildstorm.reports.chart.theme;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/// Milliseconds on a logarithmic scale with ticks at 1, 10, 100, and at 2 and 5 between them where there is room.
/// JFreeChart's own choice writes ticks such as 316.2 ms.
public final class LatencyAxis extends LogAxis {
    private static final double DECADES_WITH_FIVES = 2.3;

    /// @param fromMs above zero
    public LatencyAxis(String label, double fromMs, double toMs) {
        super(label);
        setRange(fromMs, toMs);
        setMinorTickMarksVisible(false);
        Theme.style(this);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        double low = getRange().getLowerBound();
        double high = getRange().getUpperBound();
        List<NumberTick> ticks = new ArrayList<>();
        for (double value : values(low, high)) ticks.add(tick(value, edge));
        return ticks;
    }

    private static NumberTick tick(double ms, RectangleEdge edge) {
        TextAnchor anchor = RectangleEdge.isTopOrBottom(edge) ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
        return new NumberTick(TickType.MAJOR, ms, Units.millis(ms), anchor, TextAnchor.CENTER, 0);
    }

    /// The ticks from `low` to `high`.
    static List<Double> values(double low, double high) {
        double[] steps = Math.log10(high / low) > DECADES_WITH_FIVES ? new double[] {1} : new double[] {1, 2, 5};
        List<Double> values = new ArrayList<>();
        for (int decade = (int) Math.floor(Math.log10(low)); decade <= Math.log10(high); decade++) {
            for (double step : steps) {
                double value = step * Math.pow(10, decade);
                if (value >= low * 0.9999 && value <= high * 1.0001) values.add(value);
            }
        }
        return values;
    }
}
