package io.guildstorm.reports.chart;

import io.guildstorm.reports.chart.theme.Bars;
import io.guildstorm.reports.chart.theme.Fonts;
import io.guildstorm.reports.chart.theme.Key;
import io.guildstorm.reports.chart.theme.Line;
import io.guildstorm.reports.chart.theme.TargetLine;
import io.guildstorm.reports.chart.theme.Theme;
import io.guildstorm.reports.chart.theme.Tone;
import io.guildstorm.reports.chart.theme.Units;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/// Who was told of whom: how much, second by second and in all, and how late.
public final class PresenceChart {
    private static final int PANEL = 150;

    private PresenceChart() {}

    /// @param values statuses told in each second
    public record Told(String name, List<Double> values) {
        public Told {
            values = List.copyOf(values);
        }

        private double most() {
            return values.stream().mapToDouble(value -> value).max().orElse(0);
        }
    }

    /// @param second at which it begins
    public record Mark(String name, double second) {}

    /// @param share of what the naive side took, 0 to 1 and beyond
    public record Share(String name, double share, String text) {}

    /// @param ms how long; a bar
    public record Wait(String name, int side, double ms) {}

    /// All sides on one scale, and below it the last one alone on its own.
    public static Chart seconds(String subtitle, String description, List<Told> told, List<Mark> marks) {
        return new Chart(
                "presence",
                "Who is told, and how often?",
                subtitle,
                description,
                60 + 2 * PANEL,
                room -> seconds(told, marks, room));
    }

    private static Plot seconds(List<Told> told, List<Mark> marks, Chart.Room room) {
        int seconds = told.stream().mapToInt(each -> each.values().size()).max().orElse(1);
        List<XYPlot> panels = new ArrayList<>();
        panels.add(panel("statuses told a second", told, 0, marks, room));
        if (told.size() > 1)
            panels.add(panel(
                    told.getLast().name() + " alone",
                    List.of(told.getLast()),
                    told.size() - 1,
                    marks.stream().map(mark -> new Mark("", mark.second())).toList(),
                    room));
        return Seconds.over(Seconds.axis(seconds, room), panels);
    }

    /// @param first number of the first series among all
    private static XYPlot panel(String heading, List<Told> told, int first, List<Mark> marks, Chart.Room room) {
        double most = told.stream().mapToDouble(Told::most).max().orElse(0);
        double to = most <= 0 ? 1 : most * (room.narrow() ? 1.7 : 1.45);
        XYPlot plot = Theme.plot(null, Theme.axis("", 0, to, Theme.step(to, 3), Units::count));
        plot.setDomainGridlinesVisible(false);
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = Theme.lines();
        List<Key.Entry> key = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            Line line = Line.of(first + i);
            data.addSeries(series(told.get(i)));
            renderer.setSeriesPaint(i, line.color());
            renderer.setSeriesStroke(i, line.stroke(2.2));
            key.add(new Key.Entry(told.get(i).name(), line.color(), line.stroke(2.2)));
        }
        Theme.add(plot, data, renderer);
        for (int i = 0; i < marks.size(); i++) plot.addDomainMarker(marker(marks.get(i), i, room), Layer.BACKGROUND);
        plot.addAnnotation(new Key(heading, told.size() > 1 ? key : List.of()));
        return plot;
    }

    private static XYSeries series(Told told) {
        XYSeries series = new XYSeries(told.name(), false, true);
        for (int second = 0; second < told.values().size(); second++)
            series.add(second + 0.5, told.values().get(second));
        return series;
    }

    /// Neighbours have rows of their own, so that they do not overlap.
    private static ValueMarker marker(Mark mark, int index, Chart.Room room) {
        ValueMarker marker = new ValueMarker(mark.second(), Tone.FAINT.color(), Line.THIRD.stroke(1));
        if (room.narrow() || mark.name().isEmpty()) return marker;
        marker.setLabel(mark.name());
        marker.setLabelFont(Fonts.plain(11));
        marker.setLabelPaint(Tone.MUTED.color());
        marker.setLabelBackgroundColor(Tone.GROUND.color(0.85));
        marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
        marker.setLabelTextAnchor(TextAnchor.TOP_LEFT);
        marker.setLabelOffset(new RectangleInsets(20 + 14 * (index % 2), 4, 0, 4));
        return marker;
    }

    /// What the one side took of what the other did.
    /// @param published share that was published elsewhere
    public static Chart shares(String subtitle, String description, List<Share> shares, double published) {
        return new Chart(
                "presence-cost",
                "What is left of it?",
                subtitle,
                description,
                120 + 58 * shares.size(),
                room -> shares(shares, published, room));
    }

    private static Plot shares(List<Share> shares, double published, Chart.Room room) {
        double most = 1;
        for (Share share : shares) most = Math.max(most, share.share());
        Bars bars = new Bars(
                "share of what the naive side took",
                shares.size(),
                0.5,
                most * 1.02,
                Theme.step(most, room.narrow() ? 4 : 10),
                Units::percent);
        for (int i = 0; i < shares.size(); i++) {
            bars.name(i, shares.get(i).name());
            bars.bar(i, 0, 1, Tone.GRID.color());
            bars.bar(i, 0, shares.get(i).share(), Line.SECOND.color());
            bars.value(i, shares.get(i).share(), shares.get(i).text());
        }
        ValueMarker line = new ValueMarker(published, Tone.INK.color(), Line.SECOND.stroke(1.4));
        line.setLabel("published: " + Units.digits(1 / published, 2) + "\u00a0× fewer events");
        line.setLabelFont(Fonts.bold(11));
        line.setLabelPaint(Tone.INK.color());
        line.setLabelBackgroundColor(Tone.GROUND.color(0.85));
        line.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
        line.setLabelTextAnchor(TextAnchor.TOP_LEFT);
        line.setLabelOffset(new RectangleInsets(4, 6, 0, 6));
        bars.plot().addDomainMarker(line, Layer.FOREGROUND);
        return bars.plot();
    }

    /// What each of several designs took of the events that the first did.
    public static Chart savings(String subtitle, String description, List<Share> shares) {
        return new Chart(
                "presence-savings",
                "What does each optimisation save?",
                subtitle,
                description,
                120 + 46 * shares.size(),
                room -> savings(shares, room));
    }

    private static Plot savings(List<Share> shares, Chart.Room room) {
        double most = 1;
        for (Share share : shares) most = Math.max(most, share.share());
        double to = most * (room.narrow() ? 1.6 : 1.3);
        Bars bars = new Bars(
                "share of the naive design's events",
                shares.size(),
                0.6,
                to,
                Theme.step(to, room.narrow() ? 3 : 8),
                Units::percent);
        for (int i = 0; i < shares.size(); i++) {
            boolean end = i == 0 || i == shares.size() - 1;
            bars.name(i, shares.get(i).name());
            bars.bar(i, 0, shares.get(i).share(), (end ? Line.FIRST : Line.SECOND).color());
            bars.value(i, shares.get(i).share(), shares.get(i).text());
        }
        return bars.plot();
    }

    /// How long until a view was right again, a bar a quantile and side.
    /// @param id as a file's name
    public static Chart waits(
            String id, String title, String subtitle, String description, List<Wait> waits, List<TargetLine> targets) {
        return new Chart(
                id, title, subtitle, description, 120 + 46 * waits.size(), room -> waits(waits, targets, room));
    }

    private static Plot waits(List<Wait> waits, List<TargetLine> targets, Chart.Room room) {
        double most = 0.001;
        for (Wait wait : waits) most = Math.max(most, wait.ms());
        for (TargetLine target : targets) most = Math.max(most, target.ms());
        double to = most * (room.narrow() ? 1.5 : 1.25);
        Bars bars = new Bars("how long", waits.size(), 0.6, to, Theme.step(to, room.narrow() ? 3 : 8), Units::millis);
        for (int i = 0; i < waits.size(); i++) {
            Wait wait = waits.get(i);
            bars.name(i, wait.name());
            bars.bar(i, 0, wait.ms(), Line.of(wait.side()).color());
            bars.value(i, wait.ms(), Units.millis(wait.ms()));
        }
        Theme.targetsAcross(bars.plot(), targets);
        return bars.plot();
    }
}
