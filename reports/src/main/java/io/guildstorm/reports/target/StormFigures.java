package io.guildstorm.reports.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a storm found: the `experiment` block of identify-storm and of reconnect-storm.
/// @param sides the judged one first
public record StormFigures(Kind kind, List<Side> sides) {
    public StormFigures {
        sides = List.copyOf(sides);
    }

    /// What there are many of at once. Each has names of its own for the same fields of a block.
    public enum Kind {
        SIGN_IN("identify_storm", "newcomers", "failed", "sign_in", "sign_ins"),
        RETURN("reconnect_storm", "cut", "not_back", "away", "returns");

        private final String key;
        private final String comers;
        private final String failed;
        private final String wait;
        private final String rate;

        Kind(String key, String comers, String failed, String wait, String rate) {
            this.key = key;
            this.comers = comers;
            this.failed = failed;
            this.wait = wait;
            this.rate = rate;
        }

        /// The log of how long each took, and the field of it.
        public String metric() {
            return wait;
        }
    }

    /// How those came back whose connections were cut.
    /// @param resumed who went on where they were
    /// @param afresh who identified, also because they were turned away
    /// @param turnedAway who asked to resume and were told to start afresh
    /// @param sequenceBreaks dispatches whose `s` was not the one after the last, of all who came and who stayed
    /// @param lookups of a session by its id, as the server counts them
    /// @param elsewhere of them at another event loop than that of the new connection
    public record Returned(
            long resumed, long afresh, long turnedAway, long sequenceBreaks, long lookups, long elsewhere) {
        private void into(Map<String, @Nullable Object> block) {
            block.put("resumed", resumed);
            block.put("afresh", afresh);
            block.put("turned_away", turnedAway);
            block.put("sequence_breaks", sequenceBreaks);
            block.put("lookups", lookups);
            block.put("lookups_elsewhere", elsewhere);
        }

        private static Returned from(Map<?, ?> block) {
            return new Returned(
                    Blocks.count(block.get("resumed")),
                    Blocks.count(block.get("afresh")),
                    Blocks.count(block.get("turned_away")),
                    Blocks.count(block.get("sequence_breaks")),
                    Blocks.count(block.get("lookups")),
                    Blocks.count(block.get("lookups_elsewhere")));
        }
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
    /// @param comers who were to sign in, or whose connections were cut
    /// @param failed of them, those who did not become ready
    /// @param failures why → how many
    /// @param returned how they came back; null: they were newcomers
    /// @param stormS from when the first was due, or cut, until the last was ready, mean of the rounds
    /// @param perSecond of them, a second of that time
    /// @param perCpuSecond a second of the server's CPU in that time, deliveries and all else included
    /// @param took from when one was due, or cut, until it was ready
    /// @param before delivery to those who were there throughout, before the storm, from the intended send
    /// @param storm while it lasted
    /// @param after when the last was ready
    /// @param grownBytes by how much the server's resident memory grew in a storm, at most; null: not known
    public record Side(
            String name,
            boolean judged,
            long comers,
            long failed,
            Map<String, Long> failures,
            @Nullable Returned returned,
            @Nullable Double stormS,
            @Nullable Double perSecond,
            @Nullable Double perCpuSecond,
            Times took,
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

        private Map<String, @Nullable Object> block(Kind kind) {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("name", name);
            block.put("judged", judged);
            block.put(kind.comers, comers);
            block.put(kind.failed, failed);
            block.put("failures", new TreeMap<>(failures));
            if (returned != null) returned.into(block);
            block.put("storm_s", stormS);
            block.put(kind.rate + "_per_s", perSecond);
            block.put(kind.rate + "_per_server_cpu_s", perCpuSecond);
            block.put(kind.wait, took.block());
            block.put("before", before.block());
            block.put("storm", storm.block());
            block.put("after", after.block());
            block.put("server_grown_bytes", grownBytes);
            return block;
        }

        private static Side from(Kind kind, Map<?, ?> block) {
            Map<String, Long> failures = new TreeMap<>();
            if (block.get("failures") instanceof Map<?, ?> map)
                map.forEach((why, count) -> failures.put(String.valueOf(why), Blocks.count(count)));
            return new Side(
                    String.valueOf(block.get("name")),
                    Boolean.TRUE.equals(block.get("judged")),
                    Blocks.count(block.get(kind.comers)),
                    Blocks.count(block.get(kind.failed)),
                    failures,
                    kind == Kind.RETURN ? Returned.from(block) : null,
                    Blocks.part(block.get("storm_s")),
                    Blocks.part(block.get(kind.rate + "_per_s")),
                    Blocks.part(block.get(kind.rate + "_per_server_cpu_s")),
                    Times.from(block.get(kind.wait)),
                    Times.from(block.get("before")),
                    Times.from(block.get("storm")),
                    Times.from(block.get("after")),
                    Blocks.whole(block.get("server_grown_bytes")));
        }
    }

    /// Null when the block is another scenario's.
    public static @Nullable StormFigures of(@Nullable Map<String, @Nullable Object> experiment) {
        for (Kind kind : Kind.values()) {
            List<Side> sides = Blocks.of(experiment, kind.key, block -> Side.from(kind, block));
            if (sides != null) return new StormFigures(kind, sides);
        }
        return null;
    }

    /// The block as `run.json` has it; more may be put beside these.
    public Map<String, @Nullable Object> experiment() {
        return Blocks.experiment(kind.key, sides, side -> side.block(kind));
    }

    /// The side that the verdict is about; null: it was not played.
    public @Nullable Side judged() {
        return sides.stream().filter(Side::judged).findFirst().orElse(null);
    }

    /// `20,000 sign-ins in storms beside a busy channel`
    public String load() {
        long all = sides.stream().mapToLong(Side::comers).sum();
        return switch (kind) {
            case SIGN_IN -> Figures.count(all, "sign-in", "sign-ins") + " in storms beside a busy channel";
            case RETURN -> Figures.count(all, "session", "sessions") + " cut and come back beside a busy channel";
        };
    }

    /// `3 of 5,000 newcomers were not let in: 3 × connection refused`
    public String notIn(Side side) {
        String of = "%s of %s ".formatted(Figures.count(side.failed()), Figures.count(side.comers()));
        return of
                + switch (kind) {
                    case SIGN_IN -> "newcomers were not let in: ";
                    case RETURN -> "sessions that were cut are not back: ";
                }
                + String.join(", ", side.causes());
    }

    /// `20,000 sign-ins in storms beside a busy channel. semaphore: those there p99 21 ms (before 9 ms), …`
    String sentence() {
        List<String> parts =
                sides.stream().map(side -> side.name() + ": " + words(side)).toList();
        return load() + (parts.isEmpty() ? "." : ". " + String.join("; ", parts) + ".");
    }

    /// `those there p99 21 ms (before 9 ms), last in after 2.1 s, 2,400 sign-ins a CPU-second`
    public String words(Side side) {
        boolean back = kind == Kind.RETURN;
        List<String> parts = new ArrayList<>();
        if (side.storm().p99Ms() != null)
            parts.add((back ? "those who stayed p99 " : "those there p99 ")
                    + Figures.ms(side.storm().p99Ms())
                    + (side.before().p99Ms() == null
                            ? ""
                            : " (before " + Figures.ms(side.before().p99Ms()) + ")"));
        if (side.failed() > 0) parts.add(Figures.count(side.failed()) + (back ? " not back" : " not let in"));
        if (side.stormS() != null)
            parts.add((back ? "last back after " : "last in after ") + Figures.digits(side.stormS()) + " s");
        if (back && side.took().p50Ms() != null && side.took().p99Ms() != null)
            parts.add("away p50 " + Figures.ms(side.took().p50Ms()) + " and p99 "
                    + Figures.ms(side.took().p99Ms()));
        Returned returned = side.returned();
        if (returned != null)
            parts.add(
                    Figures.count(returned.resumed()) + " resumed and " + Figures.count(returned.afresh()) + " afresh");
        if (side.perCpuSecond() != null)
            parts.add(Figures.count(side.perCpuSecond()) + (back ? " returns a CPU-second" : " sign-ins a CPU-second"));
        return String.join(", ", parts);
    }
}
