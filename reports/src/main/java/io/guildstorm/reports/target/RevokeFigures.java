package io.guildstorm.reports.target;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What permission-revoke found: its `experiment` block.
/// @param sides the judged one first
public record RevokeFigures(List<Side> sides) {
    private static final String KEY = "revoke";
    private static final int P99_NEEDS = 100;

    public RevokeFigures {
        sides = List.copyOf(sides);
    }

    /// How long something took, in milliseconds. A quantile that the sample cannot carry is null.
    /// @param count values
    public record Times(
            long count,
            @Nullable Double p50Ms,
            @Nullable Double p99Ms,
            @Nullable Double maxMs) {
        /// Of single values, in any order.
        public static Times of(List<Double> values) {
            if (values.isEmpty()) return new Times(0, null, null, null);
            List<Double> sorted = values.stream().sorted().toList();
            return new Times(
                    sorted.size(),
                    rank(sorted, 0.5),
                    sorted.size() < P99_NEEDS ? null : rank(sorted, 0.99),
                    sorted.getLast());
        }

        private static Double rank(List<Double> sorted, double quantile) {
            return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
        }

        private static Times from(@Nullable Object block) {
            if (!(block instanceof Map<?, ?> map)) return of(List.of());
            return new Times(
                    Blocks.count(map.get("count")),
                    Blocks.part(map.get("p50_ms")),
                    Blocks.part(map.get("p99_ms")),
                    Blocks.part(map.get("max_ms")));
        }

        private Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("count", count);
            block.put("p50_ms", p50Ms);
            block.put("p99_ms", p99Ms);
            block.put("max_ms", maxMs);
            return block;
        }
    }

    /// One answer to when a call that takes the channel away returns.
    /// @param calls that were made
    /// @param refused of these, those that were not answered 2xx
    /// @param call how long the others took, from the request to its answer
    /// @param byLever the same by how the channel was taken: `overwrite`, `role`, `kick`
    /// @param leaked deliveries and reads that the calls forbade: `audit.leaked`
    /// @param readsAfter of these, reads
    /// @param told readers that were told that the channel is gone
    /// @param late readers that still read of the channel after their call had returned, and for how long; a client
    ///             reads late what may have been written early, so this alone proves no leak
    public record Side(
            String name,
            boolean judged,
            long calls,
            long refused,
            Times call,
            Map<String, Times> byLever,
            long leaked,
            long readsAfter,
            long told,
            Times late) {
        public Side {
            byLever = Map.copyOf(byLever);
        }

        private Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("name", name);
            block.put("judged", judged);
            block.put("calls", calls);
            block.put("refused", refused);
            block.put("call", call.block());
            Map<String, @Nullable Object> levers = new TreeMap<>();
            byLever.forEach((lever, times) -> levers.put(lever, times.block()));
            block.put("by_lever", levers);
            block.put("leaked", leaked);
            block.put("reads_after", readsAfter);
            block.put("told", told);
            block.put("late", late.block());
            return block;
        }

        private static Side from(Map<?, ?> block) {
            Map<String, Times> levers = new TreeMap<>();
            if (block.get("by_lever") instanceof Map<?, ?> map)
                map.forEach((lever, times) -> levers.put(String.valueOf(lever), Times.from(times)));
            return new Side(
                    String.valueOf(block.get("name")),
                    Boolean.TRUE.equals(block.get("judged")),
                    Blocks.count(block.get("calls")),
                    Blocks.count(block.get("refused")),
                    Times.from(block.get("call")),
                    levers,
                    Blocks.count(block.get("leaked")),
                    Blocks.count(block.get("reads_after")),
                    Blocks.count(block.get("told")),
                    Times.from(block.get("late")));
        }
    }

    /// Null when the block is another scenario's.
    public static @Nullable RevokeFigures of(@Nullable Map<String, @Nullable Object> experiment) {
        List<Side> sides = Blocks.of(experiment, KEY, Side::from);
        return sides == null ? null : new RevokeFigures(sides);
    }

    /// The block as `run.json` has it; more may be put beside these.
    public Map<String, @Nullable Object> experiment() {
        return Blocks.experiment(KEY, sides, Side::block);
    }

    /// The side that the verdict is about; null: it was not played.
    public @Nullable Side judged() {
        return sides.stream().filter(Side::judged).findFirst().orElse(null);
    }

    /// The other; null: it was not played.
    public @Nullable Side other() {
        return sides.stream().filter(side -> !side.judged()).findFirst().orElse(null);
    }

    /// `512 readers lost the channel in mid-flight`
    public String load() {
        long readers =
                sides.stream().mapToLong(side -> side.calls() - side.refused()).sum();
        return Figures.count(readers, "reader", "readers") + " lost the channel in mid-flight";
    }

    /// `512 readers lost the channel in mid-flight: strong nothing afterwards, calls 41 ms at p99; eventual 37
    /// forbidden deliveries afterwards, calls 6.2 ms at p99.`
    String sentence() {
        Side judged = judged();
        if (judged == null) return "Nobody's access was taken.";
        Side other = other();
        return "%s: %s%s."
                .formatted(
                        load(),
                        judged.name() + " " + words(judged),
                        other == null ? "" : "; " + other.name() + " " + words(other));
    }

    /// `nothing afterwards, calls 41 ms at p99`
    public static String words(Side side) {
        String shown = side.leaked() == 0
                ? side.judged() ? "nothing afterwards" : "nothing that could be proved" // small loads leave no window
                : Figures.count(side.leaked(), "forbidden delivery", "forbidden deliveries") + " afterwards";
        Double p99 = side.call().p99Ms();
        Double max = side.call().maxMs();
        String time = p99 != null
                ? ", calls " + Figures.ms(p99) + " at p99"
                : max != null ? ", calls at most " + Figures.ms(max) : "";
        return shown + time;
    }
}
