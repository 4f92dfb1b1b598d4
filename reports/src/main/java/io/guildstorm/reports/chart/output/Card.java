package io.guildstorm.reports.chart.output;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.theme.Fonts;
import io.guildstorm.reports.chart.theme.Theme;
import io.guildstorm.reports.chart.theme.Tone;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The picture that stands for a report where somebody links it: the sentence, the arrival curve, where and how.
/// @param headline the report's sentence
/// @param verdict in capitals: `PASS`
/// @param tone of the verdict
/// @param where machine and date
/// @param command that made the run
public record Card(String headline, String verdict, Tone tone, String where, String command) {
    public static final int WIDTH = 1200;
    public static final int HEIGHT = 630;
    private static final int MARGIN = 48;
    private static final int LINES = 3;

    public void write(Chart arrival, Path file) throws IOException {
        BufferedImage image = Png.blank(WIDTH, HEIGHT);
        Graphics2D g = Png.smooth(image);
        g.setPaint(tone.color());
        g.fill(new Rectangle2D.Double(0, 0, WIDTH, 10));
        double below = headline(g) + 6;
        curve(g, arrival, below);
        foot(g);
        g.dispose();
        Png.write(image, file);
    }

    private double headline(Graphics2D g) {
        double right = badge(g);
        for (int size = 34; ; size -= 2) {
            Font font = Fonts.bold(size);
            List<String> lines = wrap(headline, g.getFontMetrics(font), right - MARGIN);
            if (lines.size() > LINES && size > 18) continue;
            g.setFont(font);
            g.setPaint(Tone.INK.color());
            double y = 30;
            for (String line : lines.subList(0, Math.min(LINES, lines.size()))) {
                y += size * 1.28;
                g.drawString(line, MARGIN, (float) y);
            }
            return y + size * 0.4;
        }
    }

    /// @return where the headline must end
    private double badge(Graphics2D g) {
        Font font = Fonts.bold(24);
        double width = g.getFontMetrics(font).stringWidth(verdict) + 36;
        double x = WIDTH - MARGIN - width;
        g.setPaint(tone.color());
        g.fill(new RoundRectangle2D.Double(x, 40, width, 44, 12, 12));
        g.setPaint(Color.WHITE);
        g.setFont(font);
        g.drawString(verdict, (float) x + 18, 71);
        return x - 28;
    }

    private static void curve(Graphics2D g, Chart arrival, double top) {
        double scale = 1.3;
        Graphics2D scaled = (Graphics2D) g.create();
        scaled.translate(MARGIN - 16, top);
        scaled.scale(scale, scale);
        double width = (WIDTH - 2 * MARGIN + 24) / scale;
        double height = (HEIGHT - top - 84) / scale;
        Theme.bare(arrival.plot(Chart.Room.WIDE)).draw(scaled, new Rectangle2D.Double(0, 0, width, height));
        scaled.dispose();
    }

    private void foot(Graphics2D g) {
        g.setPaint(Tone.MUTED.color());
        g.setFont(Fonts.plain(19));
        g.drawString(cut(where, g.getFontMetrics(), WIDTH - 2 * MARGIN - 180), MARGIN, HEIGHT - 52);
        g.setPaint(Tone.INK.color());
        g.drawString(cut("$ " + command, g.getFontMetrics(), WIDTH - 2 * MARGIN - 180), MARGIN, HEIGHT - 24);
        g.setFont(Fonts.bold(22));
        String name = "Guildstorm";
        g.drawString(name, WIDTH - MARGIN - g.getFontMetrics().stringWidth(name), HEIGHT - 24);
    }

    static List<String> wrap(String text, FontMetrics metrics, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && metrics.stringWidth(line + " " + word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) line.append(' ');
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String cut(String text, FontMetrics metrics, double width) {
        String shown = text.replaceAll("\\p{Cntrl}", " ");
        while (metrics.stringWidth(shown) > width && shown.length() > 2) {
            shown = shown.substring(0, shown.length() - 2) + "…";
        }
        return shown;
    }
}
