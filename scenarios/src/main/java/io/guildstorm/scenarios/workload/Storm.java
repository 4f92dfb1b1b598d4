package io.guildstorm.scenarios.workload;

import io.guildstorm.scenarios.schedule.Burst;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Thousands come at once beside a busy channel: those who are there throughout must not notice.
///
/// Both sides of `admission` are played in turn, the judged one first and last: a server that works on so many sign-ins
/// at once and has the others wait (`semaphore`), and one that takes all as they come (`none`). Those who come read the
/// channel too, in processes of their own.
public sealed interface Storm extends Workload permits IdentifyStorm, ReconnectStorm {
    /// One round, but for the time of the storm and a rate that the crowd after it allows: see [#plan].
    LoadPlan PLAN = new LoadPlan(
            500, 20, Burst.NONE, Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ZERO);

    /// Who comes at once, unless it is told otherwise.
    int STORM = 5_000;

    /// `--quick`.
    int QUICK_STORM = 1_000;

    /// Fewer than this is no storm.
    int FEWEST = 100;

    /// Judged before the storm begins, and at least after it has ended.
    Duration CALM = Duration.ofSeconds(5);

    /// How fast newcomers are due, a second: more than a few cores sign in.
    double DUE_PER_SECOND = 5_000;

    /// Sockets at most between connect and READY: fewer than the system holds for a listening socket, so that it is
    /// the server who has them wait, and not a lost SYN.
    int IN_FLIGHT = 3_000;

    /// The switch that the sides differ in.
    String SWITCH = "admission";

    /// Sign-ins a second that are counted on when a round is planned; a storm that takes longer cuts the calm after it.
    int EXPECTED_PER_SECOND = 750;

    /// Deliveries a second and core, after the storm, that leave room for everything else. Where a crowd is larger, the
    /// rate is lower: what is asked is what the sign-ins cost, not the crowd.
    int DELIVERIES_PER_CORE = 30_000;

    /// A round with so many who come.
    /// @param over in which time they do, whatever the server does; zero: at once
    /// @param rateGiven whether the rate is the user's: then it stays
    static LoadPlan plan(LoadPlan asked, int storm, Duration over, int cores, boolean rateGiven) {
        Duration measure = CALM.multipliedBy(2)
                .plusSeconds(2 + Math.ceilDiv(storm, EXPECTED_PER_SECOND))
                .plus(over);
        LoadPlan plan = asked.withMeasure(measure);
        double most = Math.max(1, (double) DELIVERIES_PER_CORE * cores / (asked.sessions() + storm));
        return rateGiven || most >= asked.ratePerSecond()
                ? plan
                : plan.withRate(Math.floor(most)).withBurst(asked.burst());
    }

    @Override
    default Map<String, String> switches() {
        return UNLIMITED;
    }

    @Override
    default int seconds() {
        return 110;
    }

    /// What holds in any storm, after the deliveries of those who were there throughout.
    /// @param whom those who were there throughout
    static List<String> mustHold(String whom, String rest) {
        return List.of(
                "p99 of delivery to " + whom + ", during the storm, within the target (discord 100 ms; slack 500 ms)",
                rest);
    }
}
