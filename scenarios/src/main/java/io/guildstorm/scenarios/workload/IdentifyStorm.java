package io.guildstorm.scenarios.workload;

import io.guildstorm.scenarios.schedule.Burst;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Thousands sign in at once beside a busy channel: those who are there already must not notice.
///
/// Both sides of `admission` are played in turn, the judged one first and last: a server that works on so many sign-ins
/// at once and has the others wait (`semaphore`), and one that takes all as they come (`none`). The newcomers read the
/// channel too, once they are ready, in processes of their own.
public record IdentifyStorm() implements Workload {
    /// One round, but for the time of the storm and a rate that the crowd after it allows: see [#plan].
    public static final LoadPlan PLAN = new LoadPlan(
            500, 20, Burst.NONE, Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ZERO);

    /// Who signs in at once, unless it is told otherwise.
    public static final int STORM = 5_000;

    /// `--quick`.
    public static final int QUICK_STORM = 1_000;

    /// Fewer than this is no storm.
    public static final int FEWEST = 100;

    /// Judged before the storm begins, and at least after it has ended.
    public static final Duration CALM = Duration.ofSeconds(5);

    /// How fast newcomers are due, a second: more than a few cores sign in.
    public static final double DUE_PER_SECOND = 5_000;

    /// Newcomers at most between connect and READY: fewer than the system holds for a listening socket, so that it is
    /// the server who has them wait, and not a lost SYN.
    public static final int IN_FLIGHT = 3_000;

    /// The switch that the sides differ in.
    public static final String SWITCH = "admission";

    /// Sign-ins a second that are counted on when a round is planned; a storm that takes longer cuts the calm after it.
    private static final int EXPECTED_PER_SECOND = 750;

    /// Deliveries a second and core, after the storm, that leave room for everything else. Where a crowd is larger, the
    /// rate is lower: what is asked is what the sign-ins cost, not the crowd.
    private static final int DELIVERIES_PER_CORE = 30_000;

    /// A round with so many newcomers.
    /// @param rateGiven whether the rate is the user's: then it stays
    public static LoadPlan plan(LoadPlan asked, int storm, int cores, boolean rateGiven) {
        Duration measure = CALM.multipliedBy(2).plusSeconds(2 + Math.ceilDiv(storm, EXPECTED_PER_SECOND));
        LoadPlan plan = asked.withMeasure(measure);
        double most = Math.max(1, (double) DELIVERIES_PER_CORE * cores / (asked.sessions() + storm));
        return rateGiven || most >= asked.ratePerSecond()
                ? plan
                : plan.withRate(Math.floor(most)).withBurst(asked.burst());
    }

    @Override
    public String name() {
        return "identify-storm";
    }

    @Override
    public String question() {
        return "Do thousands who sign in at once stall those already there?";
    }

    @Override
    public String load() {
        return "up to 20 messages/s to 500 sessions while 5,000 more sign in; with and without admission in turn";
    }

    @Override
    public List<String> mustHold() {
        return List.of(
                "p99 of delivery to those already there, during the storm, within the target (discord 100 ms; slack 500 ms)",
                "everybody is let in, and from then on every delivery once, in order, intact");
    }

    @Override
    public Map<String, String> switches() {
        return UNLIMITED;
    }

    @Override
    public int seconds() {
        return 110;
    }

    @Override
    public List<String> next() {
        return List.of("./guildstorm run identify-storm --storm 18000", "./guildstorm run hot-channel");
    }
}
