package io.guildstorm.scenarios.swarm;

import io.guildstorm.scenarios.check.Sighting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message event as one event loop's sessions got it: when first, when last, how many.
///
/// **Owner:** the event loop.
final class Arrival {
    private final Sighting sighting;
    private boolean judged;
    private int rampStep = Windows.NO_STEP;
    private long firstNanos;
    private long lastNanos;
    private int count;
    private int payloadBytes;
    private int @Nullable [] delaysMicros;
    private final KeptDelays kept = new KeptDelays();

    Arrival(Sighting sighting) {
        this.sighting = sighting;
    }

    Sighting sighting() {
        return sighting;
    }

    long intendedNanos() {
        return sighting.seen().intendedNanos();
    }

    boolean isCreate() {
        return sighting.primary() && sighting.seen().kind() == Sighting.Kind.CREATE;
    }

    /// Which figures its deliveries enter.
    void classify(Windows windows) {
        boolean timed = isCreate() && windows.isTimed(sighting.seen().author());
        judged = timed && windows.isJudged(intendedNanos());
        rampStep = timed ? windows.rampStep(intendedNanos()) : Windows.NO_STEP;
    }

    boolean judged() {
        return judged;
    }

    int rampStep() {
        return rampStep;
    }

    /// Keeps every single delay from now on, or none.
    void sampled(boolean sampled) {
        delaysMicros = sampled ? new int[64] : null;
    }

    /// All delays, where the judged window is phased.
    KeptDelays kept() {
        return kept;
    }

    void arrived(long nanos) {
        if (count == 0) firstNanos = nanos;
        lastNanos = nanos;
        if (delaysMicros != null) {
            if (count >= delaysMicros.length) delaysMicros = Arrays.copyOf(delaysMicros, 2 * count);
            delaysMicros[count] = Math.clamp((nanos - intendedNanos()) / 1_000, 0, Integer.MAX_VALUE);
        }
        count++;
    }

    /// Length of the payload that brought it first.
    int payloadBytes() {
        return payloadBytes;
    }

    void payloadBytes(int bytes) {
        payloadBytes = bytes;
    }

    /// What stands in the files.
    Row row() {
        int[] sample = delaysMicros == null ? new int[0] : Arrays.copyOf(delaysMicros, count);
        return new Row(
                sighting.seen().number(),
                firstNanos,
                lastNanos,
                count,
                Arrays.stream(sample).boxed().toList());
    }

    /// @param delaysMicros of a sampled message, empty for others
    record Row(int number, long firstNanos, long lastNanos, int count, List<Integer> delaysMicros) {
        /// The same message on two loops.
        Row with(Row other) {
            var delays = new ArrayList<>(delaysMicros);
            delays.addAll(other.delaysMicros);
            return new Row(
                    number,
                    Math.min(firstNanos, other.firstNanos),
                    Math.max(lastNanos, other.lastNanos),
                    count + other.count,
                    delays);
        }
    }
}
