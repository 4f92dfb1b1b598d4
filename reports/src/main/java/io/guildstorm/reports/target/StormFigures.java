package io.guildstorm.reports.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What identify-storm found: its `experiment` block.
/// @param sides the judged one first
public record StormFigures(List<Side> sides) {
    private static final String KEY = "identify_storm";

    public StormFigures {
        sides = List.copyOf(sides);
    }

    /// How long something took.
    /// @param count how often it was measured
    /// @param p50Ms null: too few
    public record Times(
            long count,
            @Nullable Double p50Ms,
            @Nullable Double p99Ms,
            @Nullable Double maxMs) {
        private Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("count", count);
            block.put("p50_ms", p50Ms);
            block.put("p99_ms", p99Ms);
            block.put("max_ms", maxMs);
            return block;
        }

        private static Times from(@Nullable Object block) {
            if (!(block instanceof Map<?, ?> map)) return new Times(0, null, null, null);
            return new Times(
                    Blocks.count(map.get("count")),
                    Blocks.part(map.get("p50_ms")),
                    Blocks.part(map.get("p99_ms")),
                    Blocks.part(map.get("max_ms")));
        }
    }

    /// One design, all of its storms together.
    /// @param newcomers who were to sign in
    /// @param failed of them, those who did not become ready
    /// @param failures why → how many
    /// @param stormS from when the first newcomer was due until the last was ready, mean of the rounds
    /// @param perSecond sign-ins a second of that time
    /// @param perCpuSecond sign-ins a second of the server's CPU in that time, deliveries and all else included
    /// @param signIn from when a newcomer was due until it was ready
    /// @param before delivery to those already there before the storm, from the intended send
    /// @param storm while it lasted
    /// @param after when the last newcomer was ready
    /// @param grownBytes by how much the server's resident memory grew in a storm, at most; null: not known
    public record Side(
            String name,
            boolean judged,
            long newcomers,
            long failed,
            Map<String, Long> failures,
            @Nullable Double stormS,
            @Nullable Double perSecond,
            @Nullable Double perCpuSecond,
            Times signIn,
            Times before,
            Times storm,
            Times after,
            @Nullable Long grownBytes) {
        public Side {
            failures = Map.copyOf(failures);
        }

        /// `3 × connection refused`, one each.
        public List<String> causes() {
            return new TreeMap<>(failures)
                    .entrySet().stream()
                            .map(cause -> Figures.count(cause.getValue()) + " × " + cause.getKey())
                            .toList();
        }

        private Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("name", name);
            block.put("judged", judged);
            block.put("newcomers", newcomers);
            block.put("failed", failed);
            block.put("failures", new TreeMap<>(failures));
            block.put("storm_s", stormS);
            block.put("sign_ins_per_s", perSecond);
            block.put("sign_ins_per_server_cpu_s", perCpuSecond);
            block.put("sign_in", signIn.block());
            block.put("before", before.block());
            block.put("storm", storm.block());
            block.put("after", after.block());
            block.put("server_grown_bytes", grownBytes);
            return block;
        }

        private static Side from(Map<?, ?> block) {
            Map<String, Long> failures = new TreeMap<>();
            if (block.get("failures") instanceof Map<?, ?> map)
                map.forEach((why, count) -> failures.put(String.valueOf(why), Blocks.count(count)));
            return new Side(
                    String.valueOf(block.get("name")),
                    Boolean.TRUE.equals(block.get("judged")),
                    Blocks.count(block.get("newcomers")),
                    Blocks.count(block.get("failed")),
                    failures,
                    Blocks.part(block.get("storm_s")),
                    Blocks.part(block.get("sign_ins_per_s")),
                    Blocks.part(block.get("sign_ins_per_server_cpu_s")),
                    Times.from(block.get("sign_in")),
                    Times.from(block.get("before")),
                    Times.from(block.get("storm")),
                    Times.from(block.get("after")),
                    Blocks.whole(block.get("server_grown_bytes")));
        }
    }

    /// Null when the block is another scenario's.
    public static @Nullable StormFigures of(@Nullable Map<String, @Nullable Object> experiment) {
        List<Side> sides = Blocks.of(experiment, KEY, Side::from);
        return sides == null ? null : new StormFigures(sides);
    }

    /// The block as `run.json` has it; more may be put beside these.
    public Map<String, @Nullable Object> experiment() {
        return Blocks.experiment(KEY, sides, Side::block);
    }

    /// The side that the verdict is about; null: it was not played.
    public @Nullable Side judged() {
        return sides.stream().filter(Side::judged).findFirst().orElse(null);
    }

    /// `20,000 sign-ins in storms beside a busy channel`
    public String load() {
        long all = sides.stream().mapToLong(Side::newcomers).sum();
        return Figures.count(all, "sign-in", "sign-ins") + " in storms beside a busy channel";
    }

    /// `20,000 sign-ins in storms beside a busy channel. semaphore: those there p99 21 ms (before 9 ms), …`
    String sentence() {
        List<String> parts =
                sides.stream().map(side -> side.name() + ": " + words(side)).toList();
        return load() + (parts.isEmpty() ? "." : ". " + String.join("; ", parts) + ".");
    }

    /// `those there p99 21 ms (before 9 ms), last in after 2.1 s, 2,400 sign-ins a CPU-second`
    public static String words(Side side) {
        List<String> parts = new ArrayList<>();
        if (side.storm().p99Ms() != null)
            parts.add("those there p99 " + Figures.ms(side.storm().p99Ms())
                    + (side.before().p99Ms() == null
                            ? ""
                            : " (before " + Figures.ms(side.before().p99Ms()) + ")"));
        if (side.failed() > 0) parts.add(Figures.count(side.failed()) + " not let in");
        if (side.stormS() != null) parts.add("last in after " + Figures.digits(side.stormS()) + " s");
        if (side.perCpuSecond() != null) parts.add(Figures.count(side.perCpuSecond()) + " sign-ins a CPU-second");
        return String.join(", ", parts);
    }
}
