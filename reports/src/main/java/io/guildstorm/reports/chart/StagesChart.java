package io.guildstorm.reports.chart;

import io.guildstorm.reports.chart.theme.Bars;
import io.guildstorm.reports.chart.theme.Key;
import io.guildstorm.reports.chart.theme.Line;
import io.guildstorm.reports.chart.theme.Theme;
import io.guildstorm.reports.chart.theme.Units;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.plot.Plot;

/// Where the time goes: by when a share of the messages had passed each stage. The end of a part is measured; its
/// length is the difference of two quantiles, which need not be of the same message.
public final class StagesChart {
    private StagesChart() {}

    /// @param quantile `p99`
    /// @param ends milliseconds from the intended send to the end of each stage, rising
    public record Row(String quantile, List<Double> ends) {}

    /// @param stages names, as many as a row has ends
    public static Chart of(String subtitle, String description, List<String> stages, List<Row> rows) {
        return new Chart(
                "stages",
                "Where does the time go?",
                subtitle,
                description,
                120 + 62 * rows.size(),
                room -> plot(stages, rows, room));
    }

    private static Plot plot(List<String> stages, List<Row> rows, Chart.Room room) {
        double most = 0;
        for (Row row : rows) most = Math.max(most, row.ends().getLast());
        double to = most * (room.narrow() ? 1.3 : 1.12);
        Bars bars = new Bars(
                "time since the intended send",
                rows.size(),
                room.narrow() ? 1.15 : 0.5,
                to,
                Theme.step(to, room.narrow() ? 4 : 8),
                Units::millis);
        List<Key.Entry> key = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            key.add(new Key.Entry(stages.get(i), Line.of(i).color(), null));
        }
        for (int i = 0; i < rows.size(); i++) row(bars, i, rows.get(i));
        bars.plot().addAnnotation(new Key("", key));
        return bars.plot();
    }

    private static void row(Bars bars, int index, Row row) {
        bars.name(index, row.quantile());
        double from = 0;
        for (int i = 0; i < row.ends().size(); i++) {
            double end = Math.max(from, row.ends().get(i));
            bars.bar(index, from, end, Line.of(i).color());
            from = end;
        }
        bars.value(index, from, Units.millis(from));
    }
}
