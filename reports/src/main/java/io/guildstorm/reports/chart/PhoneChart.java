package io.guildstorm.reports.chart;

import io.guildstorm.reports.chart.theme.Bars;
import io.guildstorm.reports.chart.theme.Line;
import io.guildstorm.reports.chart.theme.Theme;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.plot.Plot;

/// One figure of a sleeping phone, a bar a policy.
public final class PhoneChart {
    private PhoneChart() {}

    /// @param text what stands behind the bar
    public record Row(String policy, double value, String text) {}

    /// What a chart is called and what its bars are.
    /// @param id as a file's name
    /// @param least where the axis ends at the least, above zero
    /// @param tick text of a value of the axis
    public record Frame(String id, String title, String axis, double least, DoubleFunction<String> tick) {}

    public static Chart of(Frame frame, String subtitle, String description, List<Row> rows) {
        return new Chart(
                frame.id(),
                frame.title(),
                subtitle,
                description,
                120 + 46 * rows.size(),
                room -> plot(frame, rows, room));
    }

    private static Plot plot(Frame frame, List<Row> rows, Chart.Room room) {
        double most = frame.least();
        for (Row row : rows) most = Math.max(most, row.value());
        double to = most * (room.narrow() ? 2.1 : 1.35);
        Bars bars = new Bars(frame.axis(), rows.size(), 0.6, to, Theme.step(to, room.narrow() ? 3 : 8), frame.tick());
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            bars.name(i, row.policy());
            bars.bar(i, 0, row.value(), (i == 0 ? Line.FIRST : Line.SECOND).color());
            bars.value(i, row.value(), row.text());
        }
        return bars.plot();
    }
}
