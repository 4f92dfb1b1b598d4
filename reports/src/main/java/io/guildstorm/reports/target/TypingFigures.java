package io.guildstorm.reports.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What typing-storm found: its `experiment` block.
/// @param sides the judged one first
public record TypingFigures(List<Side> sides) {
    private static final String KEY = "typing_storm";

    public TypingFigures {
        sides = List.copyOf(sides);
    }

    /// One way to tell that somebody types, over all of its rounds.
    /// @param typists members who type; 0: nobody does
    /// @param asked what they asked for
    /// @param told what came of it
    /// @param rules what must not come of it
    /// @param messages what those notice
    public record Side(
            String name, boolean judged, long typists, Asked asked, Told told, Rules rules, Messages messages) {
        private Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("name", name);
            block.put("judged", judged);
            block.put("typists", typists);
            asked.into(block);
            told.into(block);
            rules.into(block);
            messages.into(block);
            return block;
        }

        private static Side from(Map<?, ?> block) {
            return new Side(
                    String.valueOf(block.get("name")),
                    Boolean.TRUE.equals(block.get("judged")),
                    Blocks.count(block.get("typists")),
                    Asked.from(block),
                    Told.from(block),
                    Rules.from(block),
                    Messages.from(block));
        }
    }

    /// What those who type asked the server to tell.
    /// @param posts requests
    /// @param accepted of these, answered 2xx
    /// @param limited of these, answered 429
    /// @param hidden of those accepted, of users who hide
    public record Asked(long posts, long accepted, long limited, long hidden) {
        private void into(Map<String, @Nullable Object> block) {
            block.put("posts", posts);
            block.put("posts_accepted", accepted);
            block.put("posts_limited", limited);
            block.put("posts_hidden", hidden);
        }

        private static Asked from(Map<?, ?> block) {
            return new Asked(
                    Blocks.count(block.get("posts")),
                    Blocks.count(block.get("posts_accepted")),
                    Blocks.count(block.get("posts_limited")),
                    Blocks.count(block.get("posts_hidden")));
        }
    }

    /// What was told of it.
    /// @param events TYPING_STARTs that a session got who sees the channel
    /// @param dropped posts that were accepted and told nobody, as messages came first
    /// @param deliveries those events, over all sessions
    /// @param perSecond of these, in the judged part
    /// @param bytesPerSecond of their frames
    public record Told(long events, long dropped, long deliveries, double perSecond, double bytesPerSecond) {
        private void into(Map<String, @Nullable Object> block) {
            block.put("events", events);
            block.put("dropped", dropped);
            block.put("deliveries", deliveries);
            block.put("deliveries_per_s", perSecond);
            block.put("bytes_per_s", bytesPerSecond);
        }

        private static Told from(Map<?, ?> block) {
            return new Told(
                    Blocks.count(block.get("events")),
                    Blocks.count(block.get("dropped")),
                    Blocks.count(block.get("deliveries")),
                    number(block.get("deliveries_per_s")),
                    number(block.get("bytes_per_s")));
        }

        private static double number(@Nullable Object value) {
            return value instanceof Number number ? number.doubleValue() : 0;
        }
    }

    /// What must be 0, but for `views`.
    /// @param ofHiding deliveries of users who hide
    /// @param toBlind deliveries to users who may not see the channel
    /// @param views of each session that sees the channel and each user who types
    /// @param wrong of these, where the session showed what was not so, at rest
    /// @param stored what the channel's history holds besides messages
    public record Rules(long ofHiding, long toBlind, long views, long wrong, long stored) {
        private void into(Map<String, @Nullable Object> block) {
            block.put("told_of_hiding", ofHiding);
            block.put("told_to_blind", toBlind);
            block.put("views", views);
            block.put("wrong", wrong);
            block.put("stored", stored);
        }

        private static Rules from(Map<?, ?> block) {
            return new Rules(
                    Blocks.count(block.get("told_of_hiding")),
                    Blocks.count(block.get("told_to_blind")),
                    Blocks.count(block.get("views")),
                    Blocks.count(block.get("wrong")),
                    Blocks.count(block.get("stored")));
        }

        private String words() {
            String broken = broken();
            return broken == null ? "none of " + Figures.count(views) + " views of who types is wrong" : broken;
        }

        /// What was broken, in words; null: nothing.
        public @Nullable String broken() {
            List<String> faults = new ArrayList<>();
            if (ofHiding > 0) faults.add(Figures.count(ofHiding) + " times a client was told of one who hides");
            if (toBlind > 0) faults.add(Figures.count(toBlind) + " times one who may not see the channel was told");
            if (wrong > 0)
                faults.add(Figures.count(wrong) + " of " + Figures.count(views) + " views were wrong at rest");
            if (stored > 0) faults.add(Figures.count(stored) + " entries of the history are no messages");
            return faults.isEmpty() ? null : String.join(", ", faults);
        }
    }

    /// What the channel's messages notice; times are of the judged part, from the intended send. Null: too few.
    /// @param serverCpuS of the server in the judged part
    public record Messages(
            @Nullable Double p50Ms,
            @Nullable Double p99Ms,
            @Nullable Double maxMs,
            @Nullable Double ackP99Ms,
            @Nullable Double serverCpuS) {
        private void into(Map<String, @Nullable Object> block) {
            block.put("delivery_p50_ms", p50Ms);
            block.put("delivery_p99_ms", p99Ms);
            block.put("delivery_max_ms", maxMs);
            block.put("send_ack_p99_ms", ackP99Ms);
            block.put("server_cpu_s", serverCpuS);
        }

        private static Messages from(Map<?, ?> block) {
            return new Messages(
                    Blocks.part(block.get("delivery_p50_ms")),
                    Blocks.part(block.get("delivery_p99_ms")),
                    Blocks.part(block.get("delivery_max_ms")),
                    Blocks.part(block.get("send_ack_p99_ms")),
                    Blocks.part(block.get("server_cpu_s")));
        }
    }

    /// Null when the block is another scenario's.
    public static @Nullable TypingFigures of(@Nullable Map<String, @Nullable Object> experiment) {
        List<Side> sides = Blocks.of(experiment, KEY, Side::from);
        return sides == null ? null : new TypingFigures(sides);
    }

    /// The block as `run.json` has it; more may be put beside these.
    public Map<String, @Nullable Object> experiment() {
        return Blocks.experiment(KEY, sides, Side::block);
    }

    /// The side that the verdict is about; null: it was not played.
    public @Nullable Side judged() {
        return sides.stream().filter(Side::judged).findFirst().orElse(null);
    }

    /// `43 members type in a busy channel`
    public String load() {
        long typists = sides.stream().mapToLong(Side::typists).max().orElse(0);
        return Figures.count(typists, "member types", "members type") + " in a busy channel";
    }

    /// `43 members type in a busy channel: messages' p99 typing 41 ms, quiet 39 ms, each-key 120 ms; none of 12,900
    /// views
    /// of who types is wrong.`
    String sentence() {
        List<String> parts = new ArrayList<>();
        List<String> times = new ArrayList<>();
        for (Side side : sides) {
            Double p99 = side.messages().p99Ms();
            if (p99 != null) times.add(Figures.ms(p99) + " (" + side.name() + ")");
        }
        if (!times.isEmpty()) parts.add("messages' p99 " + String.join(", ", times));
        Side judged = judged();
        if (judged != null) parts.add(judged.rules().words());
        return load() + (parts.isEmpty() ? "." : ": " + String.join("; ", parts) + ".");
    }

    /// `messages' p99 41 ms, 8,200 typing deliveries/s, 120 of 240 posts limited`
    public static String words(Side side) {
        List<String> parts = new ArrayList<>();
        if (side.messages().p99Ms() != null)
            parts.add("messages' p99 " + Figures.ms(side.messages().p99Ms()));
        parts.add(Figures.count(side.told().perSecond()) + " typing deliveries/s");
        if (side.asked().limited() > 0)
            parts.add(Figures.count(side.asked().limited()) + " of "
                    + Figures.count(side.asked().posts()) + " posts limited");
        if (side.told().dropped() > 0) parts.add(Figures.count(side.told().dropped()) + " dropped");
        return String.join(", ", parts);
    }
}
