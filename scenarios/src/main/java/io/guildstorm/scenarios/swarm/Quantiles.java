package io.guildstorm.scenarios.swarm;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Milliseconds; null where there is nothing to tell them from.
record Quantiles(
        @Nullable Double p50,
        @Nullable Double p99,
        @Nullable Double max) {
    private static final double NANOS_PER_MILLI = 1e6;

    static Quantiles of(Histogram nanos) {
        if (nanos.getTotalCount() == 0) return new Quantiles(null, null, null);
        return new Quantiles(
                nanos.getValueAtPercentile(50) / NANOS_PER_MILLI,
                nanos.getValueAtPercentile(99) / NANOS_PER_MILLI,
                nanos.getMaxValue() / NANOS_PER_MILLI);
    }
}
