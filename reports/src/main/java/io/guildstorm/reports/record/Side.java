package io.guildstorm.reports.record;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One side of a run that has several.
/// @param judged   whether missing a target fails the run
/// @param settings what differs between the sides
public record Side(
        String name,
        boolean judged,
        Map<String, @Nullable Object> settings,
        @Nullable Load load,
        @Nullable Guild guild,
        @Nullable Sessions sessions,
        @Nullable Audit audit,
        @Nullable Latency latency,
        @Nullable Cost cost,
        List<TargetResult> targets) {
    public Side {
        settings = Frozen.map(settings);
        targets = Frozen.list(targets);
    }
}
