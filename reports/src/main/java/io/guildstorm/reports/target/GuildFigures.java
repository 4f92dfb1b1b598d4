package io.guildstorm.reports.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What guild-15m found: its `experiment` block.
/// @param sides the judged one first
public record GuildFigures(List<Side> sides) {
    private static final String KEY = "guild";
    private static final double MICROS_IN_MILLI = 1e3;

    public GuildFigures {
        sides = List.copyOf(sides);
    }

    /// One design. First and last are of sessions without sockets, from the intended send of a message.
    /// @param inProcess sessions without sockets
    /// @param real sessions with one
    /// @param messages that were judged
    /// @param firstMs when the first session had a message, the median over messages
    /// @param lastMs when the last had it, the median over messages
    /// @param lastMaxMs of the slowest message
    /// @param realP50Ms delivery to sessions with sockets
    /// @param ackP50Ms intended send to answer, while fan-outs are under way
    /// @param owner of the guild process
    public record Side(
            String name,
            boolean judged,
            @Nullable Long members,
            long inProcess,
            long real,
            @Nullable Long relays,
            long messages,
            @Nullable Double firstMs,
            @Nullable Double lastMs,
            @Nullable Double lastMaxMs,
            @Nullable Double realP50Ms,
            @Nullable Double realMaxMs,
            @Nullable Double ackP50Ms,
            @Nullable Double ackMaxMs,
            Owner owner) {
        Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("name", name);
            block.put("judged", judged);
            block.put("members", members);
            block.put("in_process", inProcess);
            block.put("real", real);
            block.put("relays", relays);
            block.put("messages", messages);
            block.put("first_p50_ms", firstMs);
            block.put("last_p50_ms", lastMs);
            block.put("last_max_ms", lastMaxMs);
            block.put("real_p50_ms", realP50Ms);
            block.put("real_max_ms", realMaxMs);
            block.put("send_ack_p50_ms", ackP50Ms);
            block.put("send_ack_max_ms", ackMaxMs);
            block.putAll(owner.block());
            return block;
        }

        static Side from(Map<?, ?> block) {
            return new Side(
                    String.valueOf(block.get("name")),
                    Boolean.TRUE.equals(block.get("judged")),
                    Blocks.whole(block.get("members")),
                    Blocks.count(block.get("in_process")),
                    Blocks.count(block.get("real")),
                    Blocks.whole(block.get("relays")),
                    Blocks.count(block.get("messages")),
                    Blocks.part(block.get("first_p50_ms")),
                    Blocks.part(block.get("last_p50_ms")),
                    Blocks.part(block.get("last_max_ms")),
                    Blocks.part(block.get("real_p50_ms")),
                    Blocks.part(block.get("real_max_ms")),
                    Blocks.part(block.get("send_ack_p50_ms")),
                    Blocks.part(block.get("send_ack_max_ms")),
                    Owner.from(block));
        }
    }

    /// What the fan-out of a message costs the guild process, and what else that delays.
    /// @param publishP50Ms how long it is busy handing a message to fan-out, the median over messages
    /// @param waitP50Ms how long a send waits before the guild process has taken it, the median over messages
    /// @param cpuMs CPU of the whole server process a message
    public record Owner(
            @Nullable Double publishP50Ms,
            @Nullable Double publishMaxMs,
            @Nullable Double waitP50Ms,
            @Nullable Double waitMaxMs,
            @Nullable Double cpuMs) {
        public static final Owner UNKNOWN = new Owner(null, null, null, null, null);

        private Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("publish_p50_ms", publishP50Ms);
            block.put("publish_max_ms", publishMaxMs);
            block.put("mailbox_wait_p50_ms", waitP50Ms);
            block.put("mailbox_wait_max_ms", waitMaxMs);
            block.put("server_cpu_ms_per_message", cpuMs);
            return block;
        }

        private static Owner from(Map<?, ?> block) {
            return new Owner(
                    Blocks.part(block.get("publish_p50_ms")),
                    Blocks.part(block.get("publish_max_ms")),
                    Blocks.part(block.get("mailbox_wait_p50_ms")),
                    Blocks.part(block.get("mailbox_wait_max_ms")),
                    Blocks.part(block.get("server_cpu_ms_per_message")));
        }
    }

    /// Null when the block is another scenario's.
    public static @Nullable GuildFigures of(@Nullable Map<String, @Nullable Object> experiment) {
        List<Side> sides = Blocks.of(experiment, KEY, Side::from);
        return sides == null ? null : new GuildFigures(sides);
    }

    /// The block as `run.json` has it; more may be put beside these.
    public Map<String, @Nullable Object> experiment() {
        return Blocks.experiment(KEY, sides, Side::block);
    }

    /// The side that the verdict is about; null: it was not played.
    public @Nullable Side judged() {
        return sides.stream().filter(Side::judged).findFirst().orElse(null);
    }

    /// `1,000,000 sessions, 300 with sockets, in a guild of 15,000,000 members`
    public String load() {
        Side side = judged();
        if (side == null) return "nothing was played";
        String members = side.members() == null ? "" : " in a guild of " + Figures.count(side.members()) + " members";
        return Figures.count(side.inProcess() + side.real(), "session", "sessions") + ", " + Figures.count(side.real())
                + " with sockets," + members;
    }

    /// `…: relay the last has a message after 95 ms; direct …`
    String sentence(String scenario) {
        List<String> parts = sides.stream()
                .map(side -> side.name() + " " + words(scenario, side))
                .toList();
        return load() + (parts.isEmpty() ? "." : ": " + String.join("; ", parts) + ".");
    }

    /// What that scenario asks for, of one side.
    public static String words(String scenario, Side side) {
        return scenario.equals("mention-everyone") ? guildWords(side) : words(side);
    }

    /// `the guild is busy 30 µs with a message, sends wait 0.9 ms for it, the last has it after 95 ms`
    private static String guildWords(Side side) {
        List<String> parts = new ArrayList<>();
        Double publish = side.owner().publishP50Ms();
        Double wait = side.owner().waitP50Ms();
        if (publish != null) parts.add("the guild is busy " + shortly(publish) + " with a message");
        if (wait != null) parts.add("a send waits " + shortly(wait) + " for it");
        if (side.lastMs() != null) parts.add("the last has it after " + Figures.ms(side.lastMs()));
        return parts.isEmpty() ? "nothing was measured" : String.join(", ", parts);
    }

    private static String shortly(double ms) {
        return ms < 1 ? Figures.digits(ms * MICROS_IN_MILLI) + " µs" : Figures.ms(ms);
    }

    /// `the last has a message after 95 ms, a send is answered after 8 ms`
    private static String words(Side side) {
        List<String> parts = new ArrayList<>();
        if (side.lastMs() != null) parts.add("the last has a message after " + Figures.ms(side.lastMs()));
        if (side.ackP50Ms() != null) parts.add("a send is answered after " + Figures.ms(side.ackP50Ms()));
        return parts.isEmpty() ? "nothing was measured" : String.join(", ", parts);
    }
}
