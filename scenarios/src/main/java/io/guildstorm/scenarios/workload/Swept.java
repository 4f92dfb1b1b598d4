package io.guildstorm.scenarios.workload;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A scenario that plays guild-15m's load over and over, with one thing changed from round to round.
public sealed interface Swept extends Workload permits GuildSizes, RelaySizes {
    /// One round, but for its rate.
    LoadPlan PLAN = Guild15m.PLAN.withWarmup(Duration.ofSeconds(4)).withMeasure(Duration.ofSeconds(6));

    LoadPlan QUICK = PLAN.withWarmup(Duration.ofSeconds(2)).withMeasure(Duration.ofSeconds(3));

    Sweep sweep();

    @Override
    default List<String> mustHold() {
        return new Guild15m().mustHold();
    }

    @Override
    default Map<String, String> switches() {
        return new Guild15m().switches();
    }
}
