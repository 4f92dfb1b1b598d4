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

/// Counts on a logarithmic scale, with a tick at each value that was measured: 30,000 is no power of ten.
public final class CountAxis extends LogAxis {
    /// Room before the first and behind the last value.
    private static final double MARGIN = 1.6;

    private final List<Long> values;

    /// @param values rising, above zero, not empty
    public CountAxis(String label, List<Long> values) {
        super(label);
        this.values = List.copyOf(values);
        setRange(values.getFirst() / MARGIN, values.getLast() * MARGIN);
        setMinorTickMarksVisible(false);
        Theme.style(this);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        List<NumberTick> ticks = new ArrayList<>();
        for (long value : values)
            ticks.add(new NumberTick(TickType.MAJOR, value, text(value), TextAnchor.TOP_CENTER, TextAnchor.CENTER, 0));
        return ticks;
    }

    /// `15 M`, `30 k`, `500`: in full they would not stand beside each other on a narrow chart.
    private static String text(long value) {
        if (value >= 1_000_000 && value % 1_000_000 == 0) return value / 1_000_000 + "\u00a0M";
        return value >= 1_000 && value % 1_000 == 0 ? value / 1_000 + "\u00a0k" : Long.toString(value);
    }
}
