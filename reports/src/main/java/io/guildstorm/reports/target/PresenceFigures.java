package io.guildstorm.reports.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What presence-storm found: its `experiment` block.
/// @param crowd who was in it
/// @param phases of a round, in seconds since the connecting began
/// @param sides in the order in which they were first played
public record PresenceFigures(Crowd crowd, List<Phase> phases, List<Side> sides) {
    /// By so much subscriptions are said to lower the number of events.
    public static final double PUBLISHED_FACTOR = 5;

    private static final String KEY = "presence_storm";
    private static final String CROWD = "presence_crowd";
    private static final String PHASES = "presence_phases";
    /// How the names of designs end that have one optimisation alone, and begin that add one to those before.
    private static final String ALONE = " alone";

    private static final String ADDED = "+ ";

    public PresenceFigures {
        phases = List.copyOf(phases);
        sides = List.copyOf(sides);
    }

    /// @param users each with a socket
    /// @param flickering of them, those whose status changed again and again
    /// @param shown users whom a client shows
    /// @param heartbeatMs between two heartbeats, which are shorter here than in earnest
    /// @param graceMs how long the judged side keeps who was cut; null: not at all
    public record Crowd(
            long users,
            long flickering,
            long guilds,
            long guildsPerUser,
            long shown,
            @Nullable Double heartbeatMs,
            @Nullable Double graceMs) {
        Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("users", users);
            block.put("flickering", flickering);
            block.put("guilds", guilds);
            block.put("guilds_per_user", guildsPerUser);
            block.put("shown", shown);
            block.put("heartbeat_ms", heartbeatMs);
            block.put("grace_ms", graceMs);
            block.put("published_factor", PUBLISHED_FACTOR);
            return block;
        }

        static Crowd from(@Nullable Object block) {
            Map<?, ?> map = block instanceof Map<?, ?> known ? known : Map.of();
            return new Crowd(
                    Blocks.count(map.get("users")),
                    Blocks.count(map.get("flickering")),
                    Blocks.count(map.get("guilds")),
                    Blocks.count(map.get("guilds_per_user")),
                    Blocks.count(map.get("shown")),
                    Blocks.part(map.get("heartbeat_ms")),
                    Blocks.part(map.get("grace_ms")));
        }
    }

    /// @param fromS seconds since the connecting began
    public record Phase(String name, double fromS, double toS) {
        private Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("name", name);
            block.put("from_s", fromS);
            block.put("to_s", toS);
            return block;
        }

        private static Phase from(Map<?, ?> block) {
            Double from = Blocks.part(block.get("from_s"));
            Double to = Blocks.part(block.get("to_s"));
            return new Phase(String.valueOf(block.get("name")), from == null ? 0 : from, to == null ? 0 : to);
        }
    }

    /// How long something took.
    /// @param p50Ms null: too few
    public record Times(
            long count,
            @Nullable Double p50Ms,
            @Nullable Double p99Ms,
            @Nullable Double maxMs) {
        Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("count", count);
            block.put("p50_ms", p50Ms);
            block.put("p99_ms", p99Ms);
            block.put("max_ms", maxMs);
            return block;
        }

        static Times from(@Nullable Object block) {
            if (!(block instanceof Map<?, ?> map)) return new Times(0, null, null, null);
            return new Times(
                    Blocks.count(map.get("count")),
                    Blocks.part(map.get("p50_ms")),
                    Blocks.part(map.get("p99_ms")),
                    Blocks.part(map.get("max_ms")));
        }
    }

    /// What went to the sessions of one side.
    /// @param changes of a status, made by all users
    /// @param updates statuses that sessions were told
    /// @param dispatches that brought them
    /// @param bytes of their frames
    /// @param serverCpuS of the server in the whole of its rounds; null: not to be read
    /// @param perSecond updates in each second since the connecting began, mean of its rounds
    /// @param meters what the server counted of itself, by its own names
    public record Sent(
            long changes,
            long updates,
            long dispatches,
            long bytes,
            @Nullable Double serverCpuS,
            List<Double> perSecond,
            Map<String, Long> meters) {
        public Sent {
            perSecond = List.copyOf(perSecond);
            meters = Map.copyOf(meters);
        }

        /// CPU of the server for each update, in microseconds.
        public @Nullable Double cpuUs() {
            return serverCpuS == null || updates == 0 ? null : (Double) (serverCpuS * 1e6 / updates);
        }

        private void into(Map<String, @Nullable Object> block) {
            block.put("changes", changes);
            block.put("updates", updates);
            block.put("dispatches", dispatches);
            block.put("bytes", bytes);
            block.put("server_cpu_s", serverCpuS);
            block.put("server_cpu_us_per_update", cpuUs());
            block.put("updates_per_s", perSecond);
            block.put("server_meters", new TreeMap<>(meters));
        }

        private static Sent from(Map<?, ?> block) {
            List<Double> perSecond = new ArrayList<>();
            if (block.get("updates_per_s") instanceof List<?> seconds)
                for (Object second : seconds) if (second instanceof Number number) perSecond.add(number.doubleValue());
            Map<String, Long> meters = new TreeMap<>();
            if (block.get("server_meters") instanceof Map<?, ?> map)
                map.forEach((meter, count) -> meters.put(String.valueOf(meter), Blocks.count(count)));
            return new Sent(
                    Blocks.count(block.get("changes")),
                    Blocks.count(block.get("updates")),
                    Blocks.count(block.get("dispatches")),
                    Blocks.count(block.get("bytes")),
                    Blocks.part(block.get("server_cpu_s")),
                    perSecond,
                    meters);
        }
    }

    /// How true it was.
    /// @param views compared at rest
    /// @param wrong of them
    /// @param takenBack differences that ended since the truth came back to what was seen
    /// @param staleness of changes that stood, until a watcher was told
    /// @param ghosts how long somebody was seen who had gone
    /// @param recoveryMs until a presence server that was killed in the storm knew its users again; null: none was
    public record Truth(
            long views,
            long wrong,
            long takenBack,
            Times staleness,
            Times ghosts,
            @Nullable Double recoveryMs) {
        private void into(Map<String, @Nullable Object> block) {
            block.put("views", views);
            block.put("wrong", wrong);
            block.put("taken_back", takenBack);
            block.put("staleness", staleness.block());
            block.put("ghost_online", ghosts.block());
            block.put("recovery_ms", recoveryMs);
        }

        private static Truth from(Map<?, ?> block) {
            return new Truth(
                    Blocks.count(block.get("views")),
                    Blocks.count(block.get("wrong")),
                    Blocks.count(block.get("taken_back")),
                    Times.from(block.get("staleness")),
                    Times.from(block.get("ghost_online")),
                    Blocks.part(block.get("recovery_ms")));
        }
    }

    /// One design, all of its rounds together.
    public record Side(String name, boolean judged, Sent sent, Truth truth) {
        Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("name", name);
            block.put("judged", judged);
            sent.into(block);
            truth.into(block);
            return block;
        }

        static Side from(Map<?, ?> block) {
            return new Side(
                    String.valueOf(block.get("name")),
                    Boolean.TRUE.equals(block.get("judged")),
                    Sent.from(block),
                    Truth.from(block));
        }
    }

    /// Null when the block is another scenario's.
    public static @Nullable PresenceFigures of(@Nullable Map<String, @Nullable Object> experiment) {
        List<Side> sides = Blocks.of(experiment, KEY, Side::from);
        if (experiment == null || sides == null) return null;
        List<Phase> phases = Blocks.of(experiment, PHASES, Phase::from);
        return new PresenceFigures(Crowd.from(experiment.get(CROWD)), phases == null ? List.of() : phases, sides);
    }

    /// The block as `run.json` has it; more may be put beside these.
    public Map<String, @Nullable Object> experiment() {
        Map<String, @Nullable Object> experiment = Blocks.experiment(KEY, sides, Side::block);
        experiment.put(CROWD, crowd.block());
        experiment.put(PHASES, phases.stream().map(Phase::block).toList());
        return experiment;
    }

    /// The side that the verdict is about; null: it was not played.
    public @Nullable Side judged() {
        return sides.stream().filter(Side::judged).findFirst().orElse(null);
    }

    /// The side that it is compared with; null: it was not played.
    public @Nullable Side naive() {
        return sides.stream().filter(side -> !side.judged()).findFirst().orElse(null);
    }

    /// Naive ÷ judged; null: one of the two is unknown or nothing.
    public static @Nullable Double factor(@Nullable Number naive, @Nullable Number judged) {
        if (naive == null || judged == null || judged.doubleValue() <= 0 || naive.doubleValue() <= 0) return null;
        return naive.doubleValue() / judged.doubleValue();
    }

    /// `10 flaps in 3 s × 120 of 600 users`
    public String load() {
        return load(crowd);
    }

    static String load(Crowd crowd) {
        return "10 flaps in 3 s × " + Figures.count(crowd.flickering()) + " of "
                + Figures.count(crowd.users(), "user", "users");
    }

    String sentence() {
        Side naive = naive();
        Side judged = judged();
        if (naive == null || judged == null) return "A presence storm, of which not both sides were played.";
        Double factor = factor(naive.sent().updates(), judged.sent().updates());
        return "%s presence events became %s (%s fewer); afterwards %s of %s views were wrong."
                .formatted(
                        Figures.count(naive.sent().updates()),
                        Figures.count(judged.sent().updates()),
                        factor == null ? "? ×" : Figures.times(factor),
                        Figures.count(judged.truth().wrong()),
                        Figures.count(judged.truth().views()));
    }

    /// What the terminal says of both sides, a line a key.
    public SequencedMap<String, String> lines() {
        SequencedMap<String, String> lines = new LinkedHashMap<>();
        Side naive = naive();
        Side judged = judged();
        if (naive == null || judged == null) return lines;
        lines.put(
                "events",
                against(millions(naive.sent().updates()), millions(judged.sent().updates()))
                        + times(naive.sent().updates(), judged.sent().updates(), "fewer")
                        + " · wrong at rest " + Figures.count(judged.truth().wrong()));
        Double cpu = naive.sent().serverCpuS();
        Double less = judged.sent().serverCpuS();
        if (cpu != null && less != null)
            lines.put(
                    "cpu", against(Figures.digits(cpu) + " s", Figures.digits(less) + " s") + times(cpu, less, "less"));
        Double recovery = judged.truth().recoveryMs();
        if (recovery != null)
            lines.put(
                    "killed",
                    "one presence server in the middle of it; it knew its users again after " + Figures.digits(recovery)
                            + " ms");
        savings("alone", side -> side.name().endsWith(ALONE), lines);
        savings("added", side -> side.name().startsWith(ADDED), lines);
        lines.put("guide", Figures.digits(PUBLISHED_FACTOR) + " × fewer events, by subscriptions to what is visible");
        return lines;
    }

    /// How many times fewer events than the naive side each of some designs takes.
    private void savings(String key, Predicate<Side> which, SequencedMap<String, String> lines) {
        Side naive = naive();
        List<String> factors = new ArrayList<>();
        for (Side side : sides) {
            Double factor = naive == null || !which.test(side)
                    ? null
                    : factor(naive.sent().updates(), side.sent().updates());
            if (factor != null) factors.add(side.name().replace(ALONE, "") + " " + Figures.times(factor));
        }
        if (!factors.isEmpty()) lines.put(key, String.join(" · ", factors) + " fewer events");
    }

    /// The naive side and the judged one, without those between them.
    public PresenceFigures ends() {
        return new PresenceFigures(
                crowd,
                phases,
                sides.stream()
                        .filter(side -> side.judged() || side.equals(naive()))
                        .toList());
    }

    private static String against(String naive, String ours) {
        return "naive " + naive + " · ours " + ours;
    }

    private static String times(Number naive, Number judged, String word) {
        Double factor = factor(naive, judged);
        return factor == null ? "" : " · " + Figures.times(factor) + " " + word;
    }

    /// `41.2 M`, `38,204`
    private static String millions(long count) {
        return count < 1_000_000 ? Figures.count(count) : Figures.digits(count / 1e6) + " M";
    }
}
