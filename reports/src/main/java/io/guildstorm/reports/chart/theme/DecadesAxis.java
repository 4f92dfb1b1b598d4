package io.guildstorm.reports.chart.theme;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/// Any quantity on an upright logarithmic scale, with the ticks of a [LatencyAxis].
public final class DecadesAxis extends LogAxis {
    private final DoubleFunction<String> text;

    /// @param from above zero
    /// @param text of a tick
    public DecadesAxis(String label, double from, double to, DoubleFunction<String> text) {
        super(label);
        this.text = text;
        setRange(from, to);
        setMinorTickMarksVisible(false);
        Theme.style(this);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        List<NumberTick> ticks = new ArrayList<>();
        for (double value :
                LatencyAxis.values(getRange().getLowerBound(), getRange().getUpperBound()))
            ticks.add(new NumberTick(
                    TickType.MAJOR, value, text.apply(value), TextAnchor.CENTER_RIGHT, TextAnchor.CENTER, 0));
        return ticks;
    }
}
