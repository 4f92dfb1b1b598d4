package io.guildstorm.scenarios.run.hot;

import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.schedule.Burst;
import io.guildstorm.scenarios.schedule.LoadSchedule;
import io.guildstorm.scenarios.workload.HotChannel;
import io.guildstorm.scenarios.workload.LoadPlan;
import java.time.Duration;

/// The load that was asked for: the scenario's own, changed by flags.
public final class HotChannelPlan {
    /// Start, floor, connect, end: what a run takes besides its load.
    private static final int BESIDES_SECONDS = 20;

    private HotChannelPlan() {}

    /// @throws UsageException when flags do not go together
    public static LoadPlan of(RunRequest request) {
        return of(request, request.quick() ? HotChannel.QUICK : HotChannel.PLAN);
    }

    /// @param usual what is done unless flags change it
    /// @throws UsageException when flags do not go together
    public static LoadPlan of(RunRequest request, LoadPlan usual) {
        LoadPlan plan = usual;
        if (request.sessions() != null) plan = plan.withSessions(request.sessions());
        if (request.rate() != null) plan = plan.withRate(request.rate());
        Burst burst = request.burst();
        if (burst != null) plan = plan.withBurst(burst);
        Duration duration = request.duration();
        if (duration != null) plan = plan.withMeasure(duration);
        Duration warmup = request.warmup();
        if (warmup != null) plan = plan.withWarmup(warmup);
        try {
            LoadSchedule _ = new LoadSchedule(plan.ratePerSecond(), plan.burst(), request.seed());
            return plan;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /// About how long it takes.
    public static long seconds(RunRequest request) {
        LoadPlan plan = of(request);
        return BESIDES_SECONDS
                + plan.warmup().plus(plan.measure()).plus(plan.ramp()).toSeconds();
    }
}
