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

/// Nanoseconds to seconds on a logarithmic scale, across. Where many decades share a narrow chart, some go without a
/// tick.
public final class NanosAxis extends LogAxis {
    private static final double TICK_PIXELS = 56;

    /// @param fromNanos above zero
    public NanosAxis(String label, double fromNanos, double toNanos) {
        super(label);
        setRange(fromNanos, toNanos);
        setMinorTickMarksVisible(false);
        Theme.style(this);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        List<Double> values =
                LatencyAxis.values(getRange().getLowerBound(), getRange().getUpperBound());
        int every = Math.max(1, (int) Math.ceil(values.size() * TICK_PIXELS / area.getWidth()));
        List<NumberTick> ticks = new ArrayList<>();
        for (int i = 0; i < values.size(); i += every) {
            ticks.add(new NumberTick(
                    TickType.MAJOR,
                    values.get(i),
                    Units.nanos(values.get(i)),
                    TextAnchor.TOP_CENTER,
                    TextAnchor.CENTER,
                    0));
        }
        return ticks;
    }
}
