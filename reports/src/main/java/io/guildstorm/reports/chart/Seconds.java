package io.guildstorm.reports.chart;

import io.guildstorm.reports.chart.theme.Theme;
import io.guildstorm.reports.chart.theme.Units;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.ui.RectangleEdge;

/// What charts over seconds share, so that one second is at the same place in all of them.
final class Seconds {
    private static final double LEFT = 64;

    private Seconds() {}

    static NumberAxis axis(int seconds, Chart.Room room) {
        double step = Math.max(1, Theme.step(seconds, room.narrow() ? 4 : 10));
        return Theme.axis("seconds since the measured window began", 0, seconds, step, Units::count);
    }

    static AxisSpace space() {
        AxisSpace space = new AxisSpace();
        space.add(LEFT, RectangleEdge.LEFT);
        return space;
    }
}
