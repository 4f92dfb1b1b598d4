package io.guildstorm.scenarios.swarm;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/// Delays of one event loop: written by the loop, read in intervals by the control thread. Nanoseconds, 1 µs to 1 h,
/// 3 digits.
final class Delays {
    static final long LEAST_NANOS = 1_000;
    static final long MOST_NANOS = 3_600_000_000_000L;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(LEAST_NANOS, MOST_NANOS, 3);
    private Histogram interval = recorder.getIntervalHistogram();

    static Histogram histogram() {
        return new Histogram(LEAST_NANOS, MOST_NANOS, 3);
    }

    /// On the loop.
    void record(long nanos) {
        recorder.recordValue(Math.clamp(nanos, 0, MOST_NANOS));
    }

    /// On the control thread: what was recorded since the last call. Valid until the next.
    Histogram interval() {
        interval = recorder.getIntervalHistogram(interval);
        return interval;
    }
}
