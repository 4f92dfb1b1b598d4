package io.guildstorm.reports.chart;

import io.guildstorm.reports.chart.theme.Bars;
import io.guildstorm.reports.chart.theme.Fonts;
import io.guildstorm.reports.chart.theme.Line;
import io.guildstorm.reports.chart.theme.Theme;
import io.guildstorm.reports.chart.theme.Tone;
import io.guildstorm.reports.chart.theme.Units;
import java.awt.BasicStroke;
import java.util.List;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.ui.TextAnchor;

/// What a delivery costs, in multiples of the bare socket write of the same machine, minutes before. Microseconds
/// move from machine to machine; multiples move little, so other servers' figures can be drawn beside ours.
public final class CostChart {
    private CostChart() {}

    /// CPU of the server for each delivery.
    /// @param us microseconds
    public record Bar(String name, double us) {}

    /// A server that somebody measured, elsewhere.
    /// @param times the bare socket write of that machine
    public record Peer(String name, double times) {}

    /// @param floorUs the bare socket write, microseconds, above zero
    /// @param bars what was measured here
    public static Chart of(String subtitle, String description, double floorUs, List<Bar> bars, List<Peer> peers) {
        int height = 110 + 62 * (bars.size() + 1) + (peers.isEmpty() ? 0 : 44);
        return new Chart(
                "cost",
                "What does a delivery cost?",
                subtitle,
                description,
                height,
                room -> plot(floorUs, bars, peers, room));
    }

    private static Plot plot(double floorUs, List<Bar> bars, List<Peer> peers, Chart.Room room) {
        double most = 1;
        for (Bar bar : bars) most = Math.max(most, bar.us() / floorUs);
        for (Peer peer : peers) most = Math.max(most, peer.times());
        double to = most * (room.narrow() ? 1.5 : 1.22);
        Bars drawn = new Bars(
                "multiples of the bare socket write",
                bars.size() + 1,
                peers.isEmpty() ? 0 : 0.75,
                to,
                Theme.step(to, room.narrow() ? 4 : 8),
                value -> Units.digits(value, 3) + "\u00a0×");
        for (int i = 0; i < peers.size(); i++) tick(drawn, peers.get(i), i, bars.size() + 1);
        drawn.name(0, "the floor: one bare socket write");
        drawn.bar(0, 0, 1, Tone.FAINT.color());
        drawn.value(0, 1, Units.digits(floorUs, 3) + "\u00a0µs");
        for (int i = 0; i < bars.size(); i++) {
            double times = bars.get(i).us() / floorUs;
            drawn.name(i + 1, bars.get(i).name());
            drawn.bar(i + 1, 0, times, Line.of(i).color());
            String value = Units.digits(bars.get(i).us(), 3) + "\u00a0µs = " + Units.digits(times, 3) + "\u00a0×";
            drawn.value(i + 1, times, value);
        }
        return drawn.plot();
    }

    private static void tick(Bars drawn, Peer peer, int index, int rows) {
        double y = index % 2 == 0 ? 0.62 : 0.3;
        BasicStroke dots =
                new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {2, 3}, 0);
        drawn.plot()
                .addAnnotation(new XYLineAnnotation(peer.times(), y, peer.times(), -rows, dots, Tone.MUTED.color()));
        String text = "\u00a0" + peer.name() + " " + Units.digits(peer.times(), 2) + "\u00a0×";
        XYTextAnnotation label = new XYTextAnnotation(text, peer.times(), y);
        label.setFont(Fonts.plain(11.5));
        label.setPaint(Tone.MUTED.color());
        label.setTextAnchor(TextAnchor.CENTER_LEFT);
        drawn.plot().addAnnotation(label);
    }
}
