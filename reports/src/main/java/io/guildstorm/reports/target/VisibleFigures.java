package io.guildstorm.reports.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What presence-visible found: its `experiment` block.
/// @param crowd who was in it; `shown` is the most that a client was asked to show
/// @param naiveTold sessions that the naive design would tell of one change, were all online: computed from the
///                  guilds, not measured
/// @param points in the order in which they were played
public record VisibleFigures(PresenceFigures.Crowd crowd, double naiveTold, List<Point> points) {
    private static final String KEY = "presence_visible";
    private static final String CROWD = "presence_crowd";
    private static final String NAIVE = "naive_told_per_change";

    public VisibleFigures {
        points = List.copyOf(points);
    }

    /// One round.
    /// @param visible users whom a client was to show
    /// @param watchers sessions that showed somebody until the end
    public record Point(long visible, long watchers, PresenceFigures.Side side) {
        /// Users whom a client showed, the mean: fewer than it was to show where it has not so many guild-mates.
        public @Nullable Double shown() {
            return watchers == 0 ? null : (Double) ((double) side.truth().views() / watchers);
        }

        private Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("visible", visible);
            block.put("watchers", watchers);
            block.put("shown_mean", shown());
            block.putAll(side.block());
            return block;
        }

        private static Point from(Map<?, ?> block) {
            return new Point(
                    Blocks.count(block.get("visible")),
                    Blocks.count(block.get("watchers")),
                    PresenceFigures.Side.from(block));
        }
    }

    /// Null when the block is another scenario's.
    public static @Nullable VisibleFigures of(@Nullable Map<String, @Nullable Object> experiment) {
        List<Point> points = Blocks.of(experiment, KEY, Point::from);
        if (experiment == null || points == null) return null;
        Double naive = Blocks.part(experiment.get(NAIVE));
        return new VisibleFigures(PresenceFigures.Crowd.from(experiment.get(CROWD)), naive == null ? 0 : naive, points);
    }

    /// The block as `run.json` has it.
    public Map<String, @Nullable Object> experiment() {
        Map<String, @Nullable Object> experiment = Blocks.experiment(KEY, points, Point::block);
        experiment.put(CROWD, crowd.block());
        experiment.put(NAIVE, naiveTold);
        return experiment;
    }

    /// What the watchers of a round would be told without any optimisation, what others are told left out: computed.
    public double naiveUpdates(Point point) {
        if (crowd.users() == 0) return 0;
        return point.side().sent().changes() * naiveTold * point.watchers() / crowd.users();
    }

    /// Of all rounds.
    public long wrong() {
        return points.stream().mapToLong(point -> point.side().truth().wrong()).sum();
    }

    /// `10 flaps in 3 s × 1,120 of 5,600 users`
    public String load() {
        return PresenceFigures.load(crowd);
    }

    /// `Clients that show 100 × the users were told 84 × the events and took 52 × the bytes; …`
    String sentence() {
        if (points.size() < 2)
            return "A presence storm with clients that show more and more users was not played to its end.";
        Point first = points.getFirst();
        Point last = points.getLast();
        return "Clients that show %s × the users (%s, then %s) were told %s the events in %s the bytes; %s of %s views were wrong."
                .formatted(
                        Figures.digits((double) last.visible() / first.visible()),
                        Figures.count(first.visible()),
                        Figures.count(last.visible()),
                        times(first.side().sent().updates(), last.side().sent().updates()),
                        times(first.side().sent().bytes(), last.side().sent().bytes()),
                        Figures.count(wrong()),
                        Figures.count(points.stream()
                                .mapToLong(point -> point.side().truth().views())
                                .sum()));
    }

    private static String times(long before, long now) {
        Double factor = PresenceFigures.factor(now, before);
        return factor == null ? "? ×" : Figures.times(factor);
    }

    /// What the terminal says, a line a round.
    public SequencedMap<String, String> lines() {
        SequencedMap<String, String> lines = new LinkedHashMap<>();
        for (Point point : points) {
            PresenceFigures.Sent sent = point.side().sent();
            List<String> words = new ArrayList<>();
            words.add(Figures.count(sent.updates(), "event", "events"));
            words.add(Figures.count(sent.dispatches(), "frame", "frames"));
            words.add(Figures.digits(sent.bytes() / 1e6) + " MB");
            words.add("wrong " + Figures.count(point.side().truth().wrong()));
            lines.put(Figures.count(point.visible()) + " visible", String.join(" · ", words));
        }
        return lines;
    }
}
