package io.guildstorm.reports.chart;

import io.guildstorm.reports.chart.theme.Theme;
import io.guildstorm.reports.chart.theme.Units;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/// What charts over seconds share, so that one second is at the same place in all of them.
final class Seconds {
    private static final double LEFT = 64;
    private static final double GAP = 10;

    private Seconds() {}

    static NumberAxis axis(int seconds, Chart.Room room) {
        double step = Math.max(1, Theme.step(seconds, room.narrow() ? 4 : 10));
        return Theme.axis("seconds since the measured window began", 0, seconds, step, Units::count);
    }

    /// One above the other, with the axis below.
    static Plot over(NumberAxis axis, List<XYPlot> panels) {
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(axis);
        all.setGap(GAP);
        all.setAxisOffset(RectangleInsets.ZERO_INSETS);
        for (XYPlot panel : panels) {
            panel.getRangeAxis().setFixedDimension(LEFT); // a combined plot pays no heed to a fixed space of its own
            all.add(panel);
        }
        return all;
    }
}
