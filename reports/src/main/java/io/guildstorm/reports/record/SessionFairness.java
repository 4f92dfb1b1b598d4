package io.guildstorm.reports.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is anyone treated worse: the spread of each session's own p99.
/// @param worst the ten worst sessions, worst first
public record SessionFairness(
        @Nullable Double p50Ms,
        @Nullable Double p99Ms,
        @Nullable Double maxMs,
        List<Worst> worst) {
    public SessionFairness {
        worst = Frozen.list(worst);
    }

    /// A session that waited long.
    /// @param relay null where the server does not tell
    /// @param loop  loop of the swarm that read it
    public record Worst(
            long session,
            @Nullable Integer relay,
            @Nullable Integer loop,
            @Nullable Double p99Ms) {}
}
