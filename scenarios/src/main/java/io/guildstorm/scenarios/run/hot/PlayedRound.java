package io.guildstorm.scenarios.run.hot;

import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.swarm.SwarmEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one round of several came to.
/// @param swarm what each swarm found
/// @param stopped why it did not go on to its end; null: it did
public record PlayedRound(
        RunRecord record,
        List<SwarmEvent.Result> swarm,
        @Nullable StoppedException stopped) {
    public PlayedRound {
        swarm = List.copyOf(swarm);
    }
}
