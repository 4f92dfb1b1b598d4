package io.guildstorm.scenarios.workload;

import io.guildstorm.scenarios.schedule.Burst;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A busy channel, a fifth of whose readers stop reading: what waits for them has to lie somewhere, and the others must
/// not feel it.
///
/// Both policies are played in turn, the judged one first and last: a reader who leaves too much unread loses its
/// connection (`close`), or keeps it and the server's memory with it (`keep`).
public record SlowConsumers() implements Workload {
    /// One round, unless it is told otherwise: long enough for the bound of 10 s, and busy enough for that of 256 KiB.
    public static final LoadPlan PLAN = new LoadPlan(
            500,
            60,
            new Burst(30, Duration.ofSeconds(2)),
            Duration.ofSeconds(3),
            Duration.ofSeconds(14),
            Duration.ofSeconds(5),
            Duration.ZERO);

    /// Characters of a message: long ones, so that what nobody reads is seen in the server's memory.
    public static final int TEXT_LENGTH = 1_600;

    /// A measured part shorter than this would end before the server's patience does.
    public static final Duration SHORTEST = Duration.ofSeconds(12);

    /// The switch that the sides differ in.
    public static final String SWITCH = "gateway.slow-consumers";

    /// Of so many sessions one stops reading.
    private static final int ONE_IN = 5;

    /// How many of the sessions stop reading.
    public static int slowOf(int sessions) {
        return sessions / ONE_IN;
    }

    @Override
    public String name() {
        return "slow-consumers";
    }

    @Override
    public String question() {
        return "What do readers who stop reading cost the others?";
    }

    @Override
    public String load() {
        return "60 messages/s to 500 sessions of which 100 stop reading; closing them and keeping them in turn";
    }

    @Override
    public List<String> mustHold() {
        return List.of(
                "every reader who stopped reading loses its connection",
                "every delivery to the others once, in order, intact");
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
        return List.of(
                "./guildstorm run slow-consumers --target ours:latency.delivery.p99_ms:250",
                "./guildstorm run hot-channel");
    }
}
