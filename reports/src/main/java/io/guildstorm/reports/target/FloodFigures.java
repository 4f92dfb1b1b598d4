package io.guildstorm.reports.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What flooding-sender found: its `experiment` block.
/// @param sides the judged one first
public record FloodFigures(List<Side> sides) {
    private static final String KEY = "flood";

    public FloodFigures {
        sides = List.copyOf(sides);
    }

    /// One way to deal with a member who floods.
    /// @param isProtected whether anything stands against the flood
    /// @param senders the others who send
    /// @param flood of the member who floods
    /// @param others of all others
    public record Side(String name, boolean judged, boolean isProtected, long senders, Flood flood, Others others) {
        private Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("name", name);
            block.put("judged", judged);
            block.put("protected", isProtected);
            block.put("senders", senders);
            flood.into(block);
            others.into(block);
            return block;
        }

        private static Side from(Map<?, ?> block) {
            return new Side(
                    String.valueOf(block.get("name")),
                    Boolean.TRUE.equals(block.get("judged")),
                    Boolean.TRUE.equals(block.get("protected")),
                    Blocks.count(block.get("senders")),
                    Flood.from(block),
                    Others.from(block));
        }
    }

    /// Over all rounds, warm-up too.
    /// @param sent sends that were begun
    /// @param accepted of these, answered 2xx
    /// @param refused of these, answered 4xx
    /// @param retryAfter header `Retry-After` in seconds → refusals with it; those without it are left out
    public record Flood(long sent, long accepted, long refused, Map<Long, Long> retryAfter) {
        public Flood {
            retryAfter = Map.copyOf(retryAfter);
        }

        private void into(Map<String, @Nullable Object> block) {
            block.put("flood_sent", sent);
            block.put("flood_accepted", accepted);
            block.put("flood_refused", refused);
            Map<String, Long> seconds = new LinkedHashMap<>();
            new TreeMap<>(retryAfter).forEach((after, count) -> seconds.put(Long.toString(after), count));
            block.put("flood_retry_after_s", seconds);
        }

        private static Flood from(Map<?, ?> block) {
            Map<Long, Long> seconds = new TreeMap<>();
            if (block.get("flood_retry_after_s") instanceof Map<?, ?> map)
                map.forEach((after, count) -> seconds.put(Long.parseLong(String.valueOf(after)), Blocks.count(count)));
            return new Flood(
                    Blocks.count(block.get("flood_sent")),
                    Blocks.count(block.get("flood_accepted")),
                    Blocks.count(block.get("flood_refused")),
                    seconds);
        }
    }

    /// What the others notice; times are of the judged part, from the intended send.
    /// @param refused their sends that were answered 4xx, over all rounds, warm-up too
    /// @param delivery of what they say
    /// @param ack answers to what they say
    /// @param guildWait how long what they say waits for the guild process
    public record Others(long refused, Times delivery, Times ack, Times guildWait) {
        private void into(Map<String, @Nullable Object> block) {
            block.put("others_refused", refused);
            block.put("others_delivery", delivery.block());
            block.put("others_send_ack", ack.block());
            block.put("others_mailbox_wait", guildWait.block());
        }

        private static Others from(Map<?, ?> block) {
            return new Others(
                    Blocks.count(block.get("others_refused")),
                    Times.from(block.get("others_delivery")),
                    Times.from(block.get("others_send_ack")),
                    Times.from(block.get("others_mailbox_wait")));
        }
    }

    /// In milliseconds. A quantile that the sample cannot hold is null.
    public record Times(
            @Nullable Double p50Ms,
            @Nullable Double p99Ms,
            @Nullable Double p999Ms) {
        public static final Times UNKNOWN = new Times(null, null, null);

        private Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("p50_ms", p50Ms);
            block.put("p99_ms", p99Ms);
            block.put("p999_ms", p999Ms);
            return block;
        }

        private static Times from(@Nullable Object block) {
            if (!(block instanceof Map<?, ?> map)) return UNKNOWN;
            return new Times(
                    Blocks.part(map.get("p50_ms")), Blocks.part(map.get("p99_ms")), Blocks.part(map.get("p999_ms")));
        }
    }

    /// Null when the block is another scenario's.
    public static @Nullable FloodFigures of(@Nullable Map<String, @Nullable Object> experiment) {
        List<Side> sides = Blocks.of(experiment, KEY, Side::from);
        return sides == null ? null : new FloodFigures(sides);
    }

    /// The block as `run.json` has it; more may be put beside these.
    public Map<String, @Nullable Object> experiment() {
        return Blocks.experiment(KEY, sides, Side::block);
    }

    /// The side that the verdict is about; null: it was not played.
    public @Nullable Side judged() {
        return sides.stream().filter(Side::judged).findFirst().orElse(null);
    }

    /// The side with nothing against the flood; null: it was not played.
    public @Nullable Side unprotected() {
        return sides.stream().filter(side -> !side.isProtected()).findFirst().orElse(null);
    }

    /// `one member floods a channel in which 1,000 others send`
    public String load() {
        long senders = sides.isEmpty() ? 0 : sides.getFirst().senders();
        return "one member floods a channel in which " + Figures.count(senders) + " others send";
    }

    /// `One member floods …: rate-limit the others' p99 6.1 ms, flood 12 of 4,000 accepted; …`
    String sentence() {
        List<String> parts =
                sides.stream().map(side -> side.name() + " " + words(side)).toList();
        String load = "O" + load().substring(1);
        return load + (parts.isEmpty() ? "." : ": " + String.join("; ", parts) + ".");
    }

    /// `the others' p99 6.1 ms, flood 12 of 4,000 accepted`
    public static String words(Side side) {
        List<String> parts = new ArrayList<>();
        Double p99 = side.others().delivery().p99Ms();
        if (p99 != null) parts.add("the others' p99 " + Figures.ms(p99));
        parts.add("flood " + Figures.count(side.flood().accepted()) + " of "
                + Figures.count(side.flood().sent()) + " accepted");
        return String.join(", ", parts);
    }
}
