package io.guildstorm.reports.target;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What presence-phone found: its `experiment` block. All times and rates are those of life, which the run goes
/// through [Setting#pace] times as fast.
/// @param policies in the order in which they were played
public record PhoneFigures(Setting setting, List<Policy> policies) {
    private static final String KEY = "presence_phone";
    private static final String SETTING = "presence_phone_setting";
    private static final double HOUR_S = 3_600;

    public PhoneFigures {
        policies = List.copyOf(policies);
    }

    /// What the phones lay amid.
    /// @param users with sockets, phones among them
    /// @param phones with their screens off, which only receive
    /// @param shown users whom a phone shows
    /// @param changesPerHour how often each other user changes its status in an hour
    /// @param pace so many times faster than in life it was played
    /// @param tailS how long a radio stays awake after the last thing that it received
    /// @param heartbeatsPerHour what a phone says besides, each of which wakes it; in no figure of a policy
    public record Setting(
            long users,
            long phones,
            long shown,
            double changesPerHour,
            long pace,
            double tailS,
            double heartbeatsPerHour) {
        private Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("users", users);
            block.put("phones", phones);
            block.put("shown", shown);
            block.put("changes_per_hour", changesPerHour);
            block.put("pace", pace);
            block.put("tail_s", tailS);
            block.put("heartbeats_per_hour", heartbeatsPerHour);
            return block;
        }

        private static Setting from(@Nullable Object block) {
            Map<?, ?> map = block instanceof Map<?, ?> known ? known : Map.of();
            return new Setting(
                    Blocks.count(map.get("users")),
                    Blocks.count(map.get("phones")),
                    Blocks.count(map.get("shown")),
                    orZero(map.get("changes_per_hour")),
                    Blocks.count(map.get("pace")),
                    orZero(map.get("tail_s")),
                    orZero(map.get("heartbeats_per_hour")));
        }
    }

    /// What all phones received under one policy.
    /// @param phoneS seconds of life for which they were measured, of all phones together
    /// @param updates statuses told
    /// @param frames that brought them
    /// @param bytes of these
    /// @param wakeUps frames that came while a radio slept
    /// @param awakeS seconds of life in which a radio was awake
    public record Received(double phoneS, long updates, long frames, long bytes, long wakeUps, double awakeS) {
        private void into(Map<String, @Nullable Object> block) {
            block.put("phone_s", phoneS);
            block.put("updates", updates);
            block.put("frames", frames);
            block.put("bytes", bytes);
            block.put("wake_ups", wakeUps);
            block.put("awake_s", awakeS);
            block.put("wake_ups_per_hour", perHour(wakeUps));
            block.put("bytes_per_hour", perHour(bytes));
            block.put("awake_minutes_per_hour", awakeMinutes());
        }

        private static Received from(Map<?, ?> block) {
            return new Received(
                    orZero(block.get("phone_s")),
                    Blocks.count(block.get("updates")),
                    Blocks.count(block.get("frames")),
                    Blocks.count(block.get("bytes")),
                    Blocks.count(block.get("wake_ups")),
                    orZero(block.get("awake_s")));
        }

        /// Of one phone; null: none was measured.
        public @Nullable Double perHour(long count) {
            return phoneS <= 0 ? null : (Double) (count * HOUR_S / phoneS);
        }

        /// Minutes of each hour in which the radio of a phone is awake; null: none was measured.
        public @Nullable Double awakeMinutes() {
            return phoneS <= 0 ? null : (Double) (awakeS * 60 / phoneS);
        }
    }

    /// One policy.
    /// @param judged whether a wrong view fails the run
    /// @param views of phones compared at rest; none where they show nobody
    /// @param wrong of them
    public record Policy(String name, boolean judged, Received received, long views, long wrong) {
        private Map<String, @Nullable Object> block() {
            Map<String, @Nullable Object> block = new LinkedHashMap<>();
            block.put("name", name);
            block.put("judged", judged);
            received.into(block);
            block.put("views", views);
            block.put("wrong", wrong);
            return block;
        }

        private static Policy from(Map<?, ?> block) {
            return new Policy(
                    String.valueOf(block.get("name")),
                    Boolean.TRUE.equals(block.get("judged")),
                    Received.from(block),
                    Blocks.count(block.get("views")),
                    Blocks.count(block.get("wrong")));
        }
    }

    private static double orZero(@Nullable Object value) {
        Double part = Blocks.part(value);
        return part == null ? 0 : part;
    }

    /// Null when the block is another scenario's.
    public static @Nullable PhoneFigures of(@Nullable Map<String, @Nullable Object> experiment) {
        List<Policy> policies = Blocks.of(experiment, KEY, Policy::from);
        if (experiment == null || policies == null) return null;
        return new PhoneFigures(Setting.from(experiment.get(SETTING)), policies);
    }

    /// The block as `run.json` has it.
    public Map<String, @Nullable Object> experiment() {
        Map<String, @Nullable Object> experiment = Blocks.experiment(KEY, policies, Policy::block);
        experiment.put(SETTING, setting.block());
        return experiment;
    }

    /// `100 phones × 120 s of life amid 800 users with 6 changes/h, 10 × as fast`
    public String load() {
        double phoneS = policies.isEmpty() ? 0 : policies.getFirst().received().phoneS();
        return "%s × %s s of life, %s × as fast, amid %s with %s changes/h"
                .formatted(
                        Figures.count(setting.phones(), "phone", "phones"),
                        Figures.digits(setting.phones() == 0 ? 0 : phoneS / setting.phones()),
                        Figures.count(setting.pace()),
                        Figures.count(setting.users() - setting.phones(), "user", "users"),
                        Figures.digits(setting.changesPerHour()));
    }

    /// `naive: awake 60 min/h; … : awake 0 min/h, 0 wake-ups/h`
    String sentence() {
        if (policies.size() < 2) return "Phones with their screens off, of which not all policies were played.";
        Policy first = policies.getFirst();
        Policy last = policies.getLast();
        return "Presence keeps the radio of a sleeping phone awake for %s of each hour when told naively, for %s when its client shows nobody."
                .formatted(awake(first), awake(last));
    }

    private static String awake(Policy policy) {
        Double minutes = policy.received().awakeMinutes();
        return minutes == null ? "an unknown part" : Figures.digits(minutes) + " min";
    }

    /// What the terminal says, a line a policy.
    public SequencedMap<String, String> lines() {
        SequencedMap<String, String> lines = new LinkedHashMap<>();
        for (Policy policy : policies) {
            Received received = policy.received();
            Double wakeUps = received.perHour(received.wakeUps());
            Double bytes = received.perHour(received.bytes());
            if (wakeUps == null || bytes == null) continue;
            lines.put(
                    policy.name(),
                    "%s wake-ups/h · awake %s/h · %s kB/h"
                            .formatted(Figures.digits(wakeUps), awake(policy), Figures.digits(bytes / 1e3)));
        }
        return lines;
    }
}
