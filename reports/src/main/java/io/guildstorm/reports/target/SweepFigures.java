package io.guildstorm.reports.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a scenario found that goes through the values of one thing: its `experiment` block.
/// @param axis what was varied: `sessions online`
/// @param points in the order in which they were played
public record SweepFigures(String axis, List<Point> points) {
    private static final String KEY = "sweep";
    private static final String AXIS = "sweep_axis";

    public SweepFigures {
        points = List.copyOf(points);
    }

    /// One design at one value.
    public record Point(String design, long value, GuildFigures.Side side) {
        private Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("design", design);
            block.put("value", value);
            block.putAll(side.block());
            return block;
        }

        private static Point from(Map<?, ?> block) {
            return new Point(
                    String.valueOf(block.get("design")),
                    Blocks.count(block.get("value")),
                    GuildFigures.Side.from(block));
        }
    }

    /// Null when the block is another scenario's.
    public static @Nullable SweepFigures of(@Nullable Map<String, @Nullable Object> experiment) {
        List<Point> points = Blocks.of(experiment, KEY, Point::from);
        return experiment == null || points == null
                ? null
                : new SweepFigures(String.valueOf(experiment.get(AXIS)), points);
    }

    /// The block as `run.json` has it.
    public Map<String, @Nullable Object> experiment() {
        Map<String, @Nullable Object> experiment = new LinkedHashMap<>();
        experiment.put(AXIS, axis);
        experiment.put(KEY, points.stream().map(Point::block).toList());
        return experiment;
    }

    /// In the order in which they were played.
    public List<String> designs() {
        return points.stream().map(Point::design).distinct().toList();
    }

    /// Rising.
    public List<Long> values() {
        return points.stream().map(Point::value).distinct().sorted().toList();
    }

    /// Of one design, by rising value.
    public List<Point> pointsOf(String design) {
        List<Point> own = new ArrayList<>(
                points.stream().filter(point -> point.design().equals(design)).toList());
        own.sort((one, other) -> Long.compare(one.value(), other.value()));
        return own;
    }

    /// `3 designs at 1,000 to 15,000,000 sessions online`
    public String load() {
        List<Long> values = values();
        if (values.isEmpty()) return "nothing was played";
        return "%s at %s to %s %s"
                .formatted(
                        Figures.count(designs().size(), "design", "designs"),
                        Figures.count(values.getFirst()),
                        Figures.count(values.getLast()),
                        axis);
    }

    /// `…: relay the last has a message after 4 ms at 1,000, …`
    String sentence() {
        List<String> parts =
                designs().stream().map(design -> design + " " + words(design)).toList();
        return load() + (parts.isEmpty() ? "." : ": " + String.join("; ", parts) + ".");
    }

    /// `the last has a message after 4 ms at 1,000, after 823 ms at 15,000,000`
    public String words(String design) {
        List<Point> own = pointsOf(design).stream()
                .filter(point -> point.side().lastMs() != null)
                .toList();
        if (own.isEmpty()) return "nothing was measured";
        List<Point> ends = own.size() == 1 ? own : List.of(own.getFirst(), own.getLast());
        return "the last has a message "
                + String.join(", ", ends.stream().map(SweepFigures::after).toList());
    }

    private static String after(Point point) {
        Double last = point.side().lastMs();
        return "after %s at %s".formatted(last == null ? "?" : Figures.ms(last), Figures.count(point.value()));
    }
}
