package io.guildstorm.reports.chart.output;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.Chart.Room;
import io.guildstorm.reports.chart.theme.Theme;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;

/// A chart with a size: with its title, to stand alone, or bare, for a page that titles it.
record Picture(JFreeChart chart, int width, int height) {
    private static final int TITLE_HEIGHT = 66;

    static Picture alone(Chart chart) {
        JFreeChart drawn = Theme.titled(chart.plot(Room.WIDE), chart.title(), chart.subtitle());
        return new Picture(drawn, Room.WIDE.width(), Room.WIDE.height(chart) + TITLE_HEIGHT);
    }

    static Picture bare(Chart chart, Room room) {
        return new Picture(Theme.bare(chart.plot(room)), room.width(), room.height(chart));
    }

    void draw(Graphics2D g) {
        chart.draw(g, new Rectangle2D.Double(0, 0, width, height));
    }
}
