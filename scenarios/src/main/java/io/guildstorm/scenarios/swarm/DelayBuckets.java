package io.guildstorm.scenarios.swarm;

import java.util.Arrays;

/// The delays of one session, to within 3 %, in some hundred bytes: sixteen buckets an octave of microseconds, as
/// many as were needed. A bucket holds 65,535 at most and then stays.
///
/// **Owner:** the session's event loop.
final class DelayBuckets {
    private static final int PER_OCTAVE_BITS = 4;
    private static final int PER_OCTAVE = 1 << PER_OCTAVE_BITS;
    private static final long MOST_MICROS = 1L << 32;

    private short[] counts = {};
    private int total;

    void add(long delayNanos) {
        int at = bucket(Math.clamp(delayNanos / 1_000, 0, MOST_MICROS));
        if (at >= counts.length) counts = Arrays.copyOf(counts, at + 16);
        if (counts[at] == -1) return;
        counts[at]++;
        total++;
    }

    int total() {
        return total;
    }

    /// Milliseconds; the middle of the bucket that holds it. Needs at least one value.
    double quantileMillis(double quantile) {
        long rank = Math.max(1, (long) Math.ceil(total * quantile));
        int at = -1;
        for (long before = 0; before < rank; before += counts[at] & 0xffff) at++;
        return middleMicros(at) / 1_000.0;
    }

    private static int bucket(long micros) {
        if (micros < PER_OCTAVE) return (int) micros;
        int octave = 63 - Long.numberOfLeadingZeros(micros) - PER_OCTAVE_BITS;
        return (octave << PER_OCTAVE_BITS) + (int) (micros >>> octave);
    }

    private static double middleMicros(int bucket) {
        if (bucket < 2 * PER_OCTAVE) return bucket;
        int octave = (bucket >>> PER_OCTAVE_BITS) - 1;
        long low = (long) (bucket - (octave << PER_OCTAVE_BITS)) << octave;
        return low + (1L << octave) / 2.0;
    }
}
