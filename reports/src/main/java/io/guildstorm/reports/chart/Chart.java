package io.guildstorm.reports.chart;

import org.jfree.chart.plot.Plot;

/// A chart that draws itself for the room that it is given.
/// @param id its name as a file and as an anchor: `arrival`
/// @param title what it shows, as a question or a noun
/// @param subtitle what was measured, and how much of it
/// @param description the same for people who do not see it: what to see, with the figures
/// @param height pixels of the drawing in [Room#WIDE], without title
/// @param drawing makes a new plot each time
public record Chart(String id, String title, String subtitle, String description, int height, Drawing drawing) {
    /// What is drawn.
    public interface Drawing {
        Plot plot(Room room);
    }

    /// How wide a chart may be. Text keeps its size, so a narrow chart is another drawing and not a smaller one.
    public enum Room {
        WIDE(880, 1),
        NARROW(372, 0.86);

        private final int width;
        private final double height;

        Room(int width, double height) {
            this.width = width;
            this.height = height;
        }

        /// Pixels.
        public int width() {
            return width;
        }

        public int height(Chart chart) {
            return (int) Math.round(chart.height() * height);
        }

        boolean narrow() {
            return this == NARROW;
        }
    }

    public Plot plot(Room room) {
        return drawing.plot(room);
    }
}
