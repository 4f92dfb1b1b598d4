package io.guildstorm.reports.chart;

import io.guildstorm.reports.chart.theme.LatencyAxis;
import io.guildstorm.reports.chart.theme.TargetLine;
import io.guildstorm.reports.chart.theme.Theme;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Align;

/// Every delivery of every second: the stronger the colour, the more deliveries of that second took that long. The
/// cells are one picture, as thousands of rectangles would make a page of megabytes.
public final class HeatChart {
    private static final int PIXELS_A_SECOND = 24;
    private static final int PIXELS_UP = 960;
    private static final double FAINTEST = 0.12;

    private HeatChart() {}

    /// Deliveries of one second that took between `fromMs` and `toMs`.
    public record Cell(int second, double fromMs, double toMs, long count) {}

    /// @param cells not empty, counts above zero
    public static Chart of(
            String subtitle, String description, int seconds, List<Cell> cells, List<TargetLine> targets) {
        return new Chart(
                "heat",
                "How long each delivery took",
                subtitle,
                description,
                300,
                room -> plot(seconds, cells, targets, room));
    }

    private static Plot plot(int seconds, List<Cell> cells, List<TargetLine> targets, Chart.Room room) {
        double low = cells.stream()
                .mapToDouble(Cell::fromMs)
                .filter(ms -> ms > 0)
                .min()
                .orElse(0.1);
        double high = cells.stream().mapToDouble(Cell::toMs).max().orElse(100);
        double limit = targets.stream().mapToDouble(TargetLine::ms).min().orElse(high);
        double from = Math.max(Math.min(low, limit) / 1.3, 0.001);
        double to = Math.max(high, limit) * 2;
        XYPlot plot = Theme.plot(null, new LatencyAxis("", from, to));
        plot.setDomainGridlinesVisible(false);
        plot.setBackgroundImage(image(seconds, cells, from, to));
        plot.setBackgroundImageAlpha(1);
        plot.setBackgroundImageAlignment(Align.FIT);
        Theme.withoutData(plot);
        Theme.targetsUp(plot, targets.stream().filter(each -> each.ms() < to).toList());
        return Seconds.over(Seconds.axis(seconds, room), List.of(plot));
    }

    /// Cells over nothing, so that the ground of the page shows through.
    private static BufferedImage image(int seconds, List<Cell> cells, double from, double to) {
        BufferedImage image = new BufferedImage(seconds * PIXELS_A_SECOND, PIXELS_UP, BufferedImage.TYPE_INT_ARGB);
        double most = Math.sqrt(cells.stream().mapToDouble(Cell::count).max().orElse(1));
        Graphics2D g = image.createGraphics();
        for (Cell cell : cells) {
            int top = row(cell.toMs(), from, to);
            int bottom = row(Math.max(cell.fromMs(), from), from, to);
            g.setPaint(heat(Math.sqrt((double) cell.count()) / most));
            g.fillRect(cell.second() * PIXELS_A_SECOND, top, PIXELS_A_SECOND, Math.max(1, bottom - top));
        }
        g.dispose();
        return image;
    }

    /// One blue that shows on white and on dark.
    private static Color heat(double part) {
        return new Color(0x23, 0x89, 0xD0, (int) Math.round(255 * (FAINTEST + (1 - FAINTEST) * part)));
    }

    private static int row(double ms, double from, double to) {
        return (int) Math.round(PIXELS_UP * (1 - Math.log(ms / from) / Math.log(to / from)));
    }
}
