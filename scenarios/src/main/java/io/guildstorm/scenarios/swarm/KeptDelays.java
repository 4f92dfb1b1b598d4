package io.guildstorm.scenarios.swarm;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/// Every delay of one message, in microseconds.
///
/// **Owner:** the event loop of those who got it.
final class KeptDelays {
    private static final int FEWEST = 64;

    private int[] micros = {};
    private int count;

    void add(long delayNanos) {
        if (count == micros.length) micros = Arrays.copyOf(micros, Math.max(FEWEST, 2 * count));
        micros[count++] = Math.clamp(delayNanos / 1_000, 0, Integer.MAX_VALUE);
    }

    /// @param sum of nanoseconds
    void addTo(Histogram sum) {
        for (int i = 0; i < count; i++) sum.recordValue(Math.min(micros[i] * 1_000L, Delays.MOST_NANOS));
    }
}
