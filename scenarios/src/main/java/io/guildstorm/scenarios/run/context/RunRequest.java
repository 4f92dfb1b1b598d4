package io.guildstorm.scenarios.run.context;

import io.guildstorm.scenarios.schedule.Burst;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the user asked for; null where the scenario decides.
/// @param command as typed, for the record
/// @param sessions real sessions that listen
/// @param online sessions that hear the guild, with sockets or without
/// @param members of the guild
/// @param storm sessions that sign in, or are cut, at once
/// @param over time in which those are cut instead
/// @param visible users whom a client shows, one value a round; empty where the scenario decides
/// @param changes of status of a user in an hour
/// @param rate messages a second
/// @param out folder of the run, a new one under `runs` when null
/// @param switches of the server, as set by the user
/// @param profile `discord` or `slack`: judge that target alone
/// @param targets further ones, `name:metric:limit`
/// @param quick shorter, and marked so
/// @param jars put on the server's class path
/// @param remote a server that runs already
public record RunRequest(
        String command,
        @Nullable Integer sessions,
        @Nullable Integer online,
        @Nullable Integer members,
        @Nullable Integer storm,
        @Nullable Duration over,
        List<Integer> visible,
        @Nullable Double changes,
        @Nullable Double rate,
        @Nullable Burst burst,
        @Nullable Duration duration,
        @Nullable Duration warmup,
        long seed,
        @Nullable Path out,
        Map<String, String> switches,
        @Nullable String profile,
        List<String> targets,
        boolean quick,
        List<Path> jars,
        @Nullable Remote remote) {
    public RunRequest {
        visible = List.copyOf(visible);
        switches = Map.copyOf(switches);
        targets = List.copyOf(targets);
        jars = List.copyOf(jars);
    }

    /// The same for one scenario of several.
    /// @param its command, as if it had been asked for alone
    public RunRequest in(Path folder, String its) {
        return new RunRequest(
                its, sessions, online, members, storm, over, visible, changes, rate, burst, duration, warmup, seed,
                folder, switches, profile, targets, quick, jars, remote);
    }

    /// A server that somebody else started.
    /// @param token of its admin API
    /// @param pid when it runs on this machine: its CPU is read
    public record Remote(
            URI address, String token, @Nullable Long pid) {}
}
