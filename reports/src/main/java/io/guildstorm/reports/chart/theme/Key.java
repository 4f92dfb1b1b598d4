package io.guildstorm.reports.chart.theme;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/// A panel's heading and the names of its lines, in its top left corner, on a ground that hides what is behind. Its
/// place is in pixels, so it stays put whatever the axes show.
public final class Key extends AbstractXYAnnotation {
    private static final double SWATCH = 22;
    private static final double GAP = 14;
    private static final double ROW = 17;

    /// A name in the key.
    /// @param stroke null: a filled square
    public record Entry(String name, Color color, @Nullable BasicStroke stroke) {}

    private final String heading;
    private final List<Entry> entries;
    private final double widthShare;

    /// @param heading may be empty
    public Key(String heading, List<Entry> entries) {
        this(heading, entries, 1);
    }

    /// @param widthShare how much of the panel's width it may take, 0 to 1; what does not fit goes to a new row
    public Key(String heading, List<Entry> entries, double widthShare) {
        this.heading = heading;
        this.entries = List.copyOf(entries);
        this.widthShare = widthShare;
    }

    @Override
    public void draw(
            Graphics2D g,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis domain,
            ValueAxis range,
            int index,
            @Nullable PlotRenderingInfo info) {
        double x = area.getX() + 4;
        double y = area.getY() + 13;
        if (!heading.isEmpty()) x += text(g, heading, Fonts.bold(11.5), Tone.INK, x, y) + GAP;
        Font font = Fonts.plain(11.5);
        for (Entry entry : entries) {
            double width = SWATCH + g.getFontMetrics(font).stringWidth(entry.name()) + 4;
            if (x + width > area.getX() + area.getWidth() * widthShare && x > area.getX() + 4) {
                x = area.getX() + 4;
                y += ROW;
            }
            swatch(g, entry, x, y - 4);
            x += SWATCH + 4;
            x += text(g, entry.name(), font, Tone.INK, x, y) + GAP;
        }
    }

    private static double text(Graphics2D g, String text, Font font, Tone tone, double x, double y) {
        double width = g.getFontMetrics(font).stringWidth(text);
        g.setPaint(Tone.GROUND.color(0.85));
        g.fill(new Rectangle2D.Double(x - 2, y - 11, width + 4, 14));
        g.setFont(font);
        g.setPaint(tone.color());
        g.drawString(text, (float) x, (float) y);
        return width;
    }

    private static void swatch(Graphics2D g, Entry entry, double x, double y) {
        g.setPaint(entry.color());
        if (entry.stroke() == null) {
            g.fill(new Rectangle2D.Double(x + SWATCH - 12, y - 5, 11, 11));
        } else {
            g.setStroke(entry.stroke());
            g.draw(new Line2D.Double(x, y, x + SWATCH, y));
        }
    }
}
