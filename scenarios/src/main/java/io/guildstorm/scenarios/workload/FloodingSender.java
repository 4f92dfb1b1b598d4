package io.guildstorm.scenarios.workload;

import io.guildstorm.scenarios.schedule.Burst;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One channel in which a thousand people talk, and one member who floods it: the noisy neighbour of a chat.
///
/// Three sides are played in turn, the judged one first: the rate limits of each user and channel, slow mode of the
/// channel, and nothing against the flood.
public record FloodingSender() implements Workload {
    /// One round, unless it is told otherwise. No bursts: what is late is to be late because of the flood. Everybody
    /// polite speaks once in ten seconds.
    public static final LoadPlan PLAN = new LoadPlan(
            300, 100, Burst.NONE, Duration.ofSeconds(3), Duration.ofSeconds(7), Duration.ofSeconds(10), Duration.ZERO);

    /// `--quick`: a round of each side, too few sends for a p99.9.
    public static final LoadPlan QUICK = PLAN.withWarmup(Duration.ofSeconds(2)).withMeasure(Duration.ofSeconds(4));

    /// People who send besides the one who floods.
    public static final int SENDERS = 1_000;

    /// The flood is so many times what all others say together.
    public static final int TIMES = 4;

    /// Of the channel, on the side that has it.
    public static final int SLOW_MODE_SECONDS = 5;

    /// How many messages a second the others may send together so that none of them comes near a limit.
    public static final double MOST_A_SECOND = SENDERS / (1.5 * SLOW_MODE_SECONDS);

    /// The limits of each user, which are on at one of the sides.
    public static final List<String> LIMITS = List.of("access.send-limit", "access.route-limit", "access.global-limit");

    @Override
    public String name() {
        return "flooding-sender";
    }

    @Override
    public String question() {
        return "What does one member who floods a channel cost all others?";
    }

    @Override
    public String load() {
        return "100 messages/s of 1,000 members and 400 messages/s of one to 300 sessions; rate limits, slow mode and"
                + " nothing against it in turn";
    }

    @Override
    public List<String> mustHold() {
        return List.of(
                "no limit refuses anybody but the one who floods, who gets no more through than it allows",
                "every delivery once, in order, intact, the flood's as well");
    }

    @Override
    public Map<String, String> switches() {
        return UNLIMITED;
    }

    @Override
    public int seconds() {
        return 115;
    }

    @Override
    public List<String> next() {
        return List.of("./guildstorm run flooding-sender --sessions 600", "./guildstorm run slow-consumers");
    }
}
