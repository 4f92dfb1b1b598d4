package io.guildstorm.reports.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What slow-consumers found: its `experiment` block.
/// @param sides the judged one first
public record SlowFigures(List<Side> sides) {
    private static final String KEY = "slow_consumers";
    private static final double MEBIBYTE = 1 << 20;

    public SlowFigures {
        sides = List.copyOf(sides);
    }

    /// One policy.
    /// @param slow readers who stopped reading, over all rounds
    /// @param closed of them, those whose connection the server closed for it, as it counts; null: it did not say
    /// @param codes how connections ended, as those readers saw who learned of it; 1006: no close frame
    /// @param othersP50Ms delivery to those who read, from the intended send
    /// @param othersP99Ms null: too few
    /// @param grownBytes by how much the server's resident memory grew in a round, at most, since all were
    ///                   connected; its heap grows with any load; null: not known
    public record Side(
            String name,
            boolean judged,
            long slow,
            @Nullable Long closed,
            Map<String, Long> codes,
            @Nullable Double othersP50Ms,
            @Nullable Double othersP99Ms,
            @Nullable Long grownBytes) {
        public Side {
            codes = Map.copyOf(codes);
        }

        private Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("name", name);
            block.put("judged", judged);
            block.put("slow", slow);
            block.put("closed_as_slow", closed);
            block.put("closed_by_code", new TreeMap<>(codes));
            block.put("others_p50_ms", othersP50Ms);
            block.put("others_p99_ms", othersP99Ms);
            block.put("server_grown_bytes", grownBytes);
            return block;
        }

        private static Side from(Map<?, ?> block) {
            Map<String, Long> codes = new TreeMap<>();
            if (block.get("closed_by_code") instanceof Map<?, ?> map)
                map.forEach((code, count) -> {
                    Long sessions = Blocks.whole(count);
                    if (sessions != null) codes.put(String.valueOf(code), sessions);
                });
            Long slow = Blocks.whole(block.get("slow"));
            return new Side(
                    String.valueOf(block.get("name")),
                    Boolean.TRUE.equals(block.get("judged")),
                    slow == null ? 0 : slow,
                    Blocks.whole(block.get("closed_as_slow")),
                    codes,
                    Blocks.part(block.get("others_p50_ms")),
                    Blocks.part(block.get("others_p99_ms")),
                    Blocks.whole(block.get("server_grown_bytes")));
        }
    }

    /// Null when the block is another scenario's.
    public static @Nullable SlowFigures of(@Nullable Map<String, @Nullable Object> experiment) {
        List<Side> sides = Blocks.of(experiment, KEY, Side::from);
        return sides == null ? null : new SlowFigures(sides);
    }

    /// The block as `run.json` has it; more may be put beside these.
    public Map<String, @Nullable Object> experiment() {
        return Blocks.experiment(KEY, sides, Side::block);
    }

    /// The side that the verdict is about; null: it was not played.
    public @Nullable Side judged() {
        return sides.stream().filter(Side::judged).findFirst().orElse(null);
    }

    /// `400 readers stopped reading in a busy channel`
    public String load() {
        long slow = sides.stream().mapToLong(Side::slow).sum();
        return Figures.count(slow, "reader", "readers") + " stopped reading in a busy channel";
    }

    /// `400 readers stopped reading in a busy channel: close 200 of 200 closed, others p99 41 ms; keep …`
    String sentence() {
        List<String> parts =
                sides.stream().map(side -> side.name() + " " + words(side)).toList();
        return load() + (parts.isEmpty() ? "." : ": " + String.join("; ", parts) + ".");
    }

    /// `200 of 200 closed, others p99 41 ms, server + 60 MiB`
    public static String words(Side side) {
        List<String> parts = new ArrayList<>();
        if (side.closed() != null)
            parts.add(Figures.count(side.closed()) + " of " + Figures.count(side.slow()) + " closed");
        if (side.othersP99Ms() != null) parts.add("others p99 " + Figures.ms(side.othersP99Ms()));
        if (side.grownBytes() != null)
            parts.add("server " + (side.grownBytes() < 0 ? "− " : "+ ")
                    + Figures.count(Math.abs(side.grownBytes()) / MEBIBYTE) + " MiB");
        return String.join(", ", parts);
    }
}
