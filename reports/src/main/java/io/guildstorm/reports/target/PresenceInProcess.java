package io.guildstorm.reports.target;

import io.guildstorm.reports.target.PresenceFigures.Times;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What presence servers made of users without sockets: a block of `experiment` beside those with sockets, never added
/// to them.
/// @param users who connected, beat and changed their status
/// @param changesPerSecond of all together, as scheduled
/// @param changes made
/// @param told how often the lane that watches them was told of one of them, their coming included
/// @param wrong of how many of them it was told something else than they say, at rest
/// @param lateMs by how much a change was made behind its schedule, the most
/// @param staleness from a change that stood until the lane was told
/// @param seconds from the first change to the rest
/// @param serverCpuS of the whole server in that time; null: not to be read
public record PresenceInProcess(
        long users,
        long changesPerSecond,
        long changes,
        long told,
        long wrong,
        @Nullable Double lateMs,
        Times staleness,
        @Nullable Double seconds,
        @Nullable Double serverCpuS) {
    private static final String KEY = "presence_in_process";

    /// Null: there were none.
    public static @Nullable PresenceInProcess of(@Nullable Map<String, @Nullable Object> experiment) {
        if (experiment == null || !(experiment.get(KEY) instanceof Map<?, ?> block)) return null;
        return new PresenceInProcess(
                Blocks.count(block.get("users")),
                Blocks.count(block.get("changes_per_s")),
                Blocks.count(block.get("changes")),
                Blocks.count(block.get("told")),
                Blocks.count(block.get("wrong")),
                Blocks.part(block.get("late_ms")),
                Times.from(block.get("staleness")),
                Blocks.part(block.get("seconds")),
                Blocks.part(block.get("server_cpu_s")));
    }

    /// Puts it where [#of] reads it.
    public void into(Map<String, @Nullable Object> experiment) {
        Map<String, @Nullable Object> block = new LinkedHashMap<>();
        block.put("users", users);
        block.put("changes_per_s", changesPerSecond);
        block.put("changes", changes);
        block.put("told", told);
        block.put("wrong", wrong);
        block.put("late_ms", lateMs);
        block.put("staleness", staleness.block());
        block.put("seconds", seconds);
        block.put("server_cpu_s", serverCpuS);
        experiment.put(KEY, block);
    }

    /// `1,000,000 users without sockets · 100,000 changes a second · wrong at rest 0 · p99 3,102 ms`
    public String line() {
        return "%s without sockets · %s changes a second · wrong at rest %s%s"
                .formatted(
                        Figures.count(users, "user", "users"),
                        Figures.count(changesPerSecond),
                        Figures.count(wrong),
                        staleness.p99Ms() == null ? "" : " · told p99 " + Figures.digits(staleness.p99Ms()) + " ms");
    }
}
