package io.guildstorm.scenarios.workload;

import io.guildstorm.scenarios.schedule.Burst;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A busy channel in which many type at once: what that costs the messages, and whether anybody is told who must not
/// be.
///
/// Three sides are played in turn, the judged one first: people type as clients tell it, and the server limits who
/// tells
/// more; nobody types; every key that is pressed is told, without a limit. Some of those who type are invisible, and
/// some members may not see the channel: nobody hears of the ones, and the others hear nothing.
public record TypingStorm() implements Workload {
    /// One round, unless it is told otherwise. No bursts: what is late is to be late because of typing.
    public static final LoadPlan PLAN = new LoadPlan(
            1_000, 20, Burst.NONE, Duration.ofSeconds(2), Duration.ofSeconds(6), Duration.ofSeconds(5), Duration.ZERO);

    /// `--quick`: a round of each side.
    public static final LoadPlan QUICK = PLAN.withMeasure(Duration.ofSeconds(5));

    /// Fewer than this and nobody would be left who only reads.
    public static final int FEWEST_SESSIONS = 50;

    /// Of so many members one types.
    public static final int ONE_IN = 25;

    /// A client says again that its user types after so long.
    public static final Duration CLIENT_REPEATS = Duration.ofSeconds(8);

    /// From one key to the next.
    public static final Duration KEY = Duration.ofMillis(250);

    /// One client tells far more than any user can type, on both sides with a storm.
    public static final Duration HASTY = Duration.ofMillis(50);

    /// How many of those who type are invisible, and how often they do.
    public static final int HIDING = 2;

    public static final Duration HIDING_TYPE = Duration.ofSeconds(1);

    /// Of so many members one may not see the channel.
    public static final int BLIND_ONE_IN = 20;

    /// The limit that holds who tells too much.
    public static final String SWITCH = "access.route-limit";

    @Override
    public String name() {
        return "typing-storm";
    }

    @Override
    public String question() {
        return "What does it cost the messages of a channel that many type at once?";
    }

    @Override
    public String load() {
        return "20 messages/s to 1,000 sessions while 40 members type: as clients tell it, nobody, and every key without a"
                + " limit in turn";
    }

    @Override
    public List<String> mustHold() {
        return List.of(
                "nobody is told of those who hide, and nothing those who may not see the channel",
                "at rest every client shows who types, and no typing is in the channel's history",
                "every message delivered once, in order, intact");
    }

    /// The limit stays on.
    @Override
    public Map<String, String> switches() {
        Map<String, String> switches = new TreeMap<>(UNLIMITED);
        switches.remove(SWITCH);
        return switches;
    }

    @Override
    public int seconds() {
        return 115;
    }

    @Override
    public List<String> next() {
        return List.of("./guildstorm run typing-storm --sessions 500", "./guildstorm run presence-storm");
    }
}
