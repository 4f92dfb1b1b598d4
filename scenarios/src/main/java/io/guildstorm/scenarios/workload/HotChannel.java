package io.guildstorm.scenarios.workload;

import io.guildstorm.scenarios.schedule.Burst;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One busy channel: everybody who is online reads it, and sends come in bursts.
///
/// The members of the guild are as many as the sessions of the judged part, one session each. Sends, edits, deletes,
/// reads of history and typing come from the active users, by HTTP POST on a schedule that does not wait for the
/// server; the sessions only listen. After the drain, outside every judged figure, sessions are added until a target
/// is missed.
public record HotChannel() implements Workload {
    /// What a run does unless it is told otherwise.
    public static final LoadPlan PLAN = new LoadPlan(
            2_000,
            20,
            Burst.usual(20),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15));

    /// `--quick`: enough to see whether it works, too little for the far quantiles.
    public static final LoadPlan QUICK = new LoadPlan(
            2_000,
            20,
            Burst.usual(20),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ZERO);

    /// Characters of a message: what people type, and the mark that makes it checkable.
    public static final int TEXT_LENGTH = 120;

    /// Bytes of the frame that carries such a message; the floor writes as many. A run records the median that it
    /// met.
    public static final int FRAME_BYTES = 823;

    @Override
    public String name() {
        return "hot-channel";
    }

    @Override
    public String question() {
        return "Does one busy channel reach everybody in time?";
    }

    @Override
    public String load() {
        return "20 messages/s in bursts to one channel that 2,000 sessions read";
    }

    @Override
    public List<String> mustHold() {
        return List.of(
                "p99 of delivery, from the intended send, within the target (discord 100 ms; slack 500 ms)",
                "every delivery once, in order, intact");
    }

    @Override
    public Map<String, String> switches() {
        return UNLIMITED;
    }

    @Override
    public int seconds() {
        return 75;
    }

    @Override
    public List<String> next() {
        return List.of("./guildstorm run hot-channel --set fanout=direct", "./guildstorm run crash-mid-send");
    }
}
