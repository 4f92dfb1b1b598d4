package io.guildstorm.scenarios.workload;

import io.guildstorm.scenarios.schedule.Burst;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Access is taken away while messages are in flight: an owner denies readers a busy channel, gives them a role that
/// may not see it, or kicks them, one after the other and many at once, in the middle of bursts.
///
/// Both answers to the question when such a call returns are played in turn, the judged one first and last: once no
/// session is delivered anything more that it forbids (`strong`), or as soon as it is durable (`eventual`).
public record PermissionRevoke() implements Workload {
    /// One round, unless it is told otherwise. Few bursts, and large ones: what leaks is what is still being fanned
    /// out.
    public static final LoadPlan PLAN = new LoadPlan(
            1_000,
            30,
            new Burst(50, Duration.ofSeconds(2)),
            Duration.ofSeconds(2),
            Duration.ofSeconds(8),
            Duration.ofSeconds(5),
            Duration.ZERO);

    /// `--quick`: a round of each side, too few calls for a p99.
    public static final LoadPlan QUICK = PLAN.withWarmup(Duration.ofSeconds(2)).withMeasure(Duration.ofSeconds(4));

    /// Readers who lose the channel with each burst, unless there are too few.
    public static final int CALLS_PER_BURST = 32;

    /// The switches that the sides differ in.
    public static final List<String> SWITCHES =
            List.of("consistency.permissions", "consistency.membership", "consistency.deletes");

    @Override
    public String name() {
        return "permission-revoke";
    }

    @Override
    public String question() {
        return "Does anybody see a channel after it was taken from them?";
    }

    @Override
    public String load() {
        return "bursts of 50 messages to 1,000 sessions while their access is taken, 32 readers a burst; strong and"
                + " eventual in turn";
    }

    @Override
    public List<String> mustHold() {
        return List.of(
                "once a call that takes the channel away has returned, no delivery and no read shows it",
                "every other delivery once, in order, intact");
    }

    @Override
    public Map<String, String> switches() {
        return UNLIMITED;
    }

    @Override
    public int seconds() {
        return 80;
    }

    @Override
    public List<String> next() {
        return List.of(
                "./guildstorm run permission-revoke --set consistency.permissions=eventual",
                "./guildstorm run hot-channel");
    }
}
