package io.guildstorm.scenarios.swarm;

import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// Counts by buckets of a logarithmic scale.
final class LogBuckets {
    private LogBuckets() {}

    /// Counts by the upper bound of their bucket in milliseconds; `perDecade` buckets each tenfold, 1 ms being a
    /// bound.
    static SortedMap<Double, Long> of(Histogram nanos, int perDecade) {
        var counts = new TreeMap<Double, Long>();
        nanos.recordedValues().forEach(value -> {
            double millis = Math.max(value.getValueIteratedTo(), Delays.LEAST_NANOS) / 1e6;
            double upper = Math.pow(10, Math.ceil(Math.log10(millis) * perDecade - 1e-9) / perDecade);
            counts.merge(upper, value.getCountAddedInThisIterationStep(), Long::sum);
        });
        return counts;
    }
}
