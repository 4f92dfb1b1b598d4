package io.guildstorm.reports.series;

import io.guildstorm.reports.record.Quantiles;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Quantiles of what was recorded, by the rules for small samples: p99 needs 100 values, p99.9 needs 1,000; each is
/// weak
/// below ten times as many *messages*.
public final class LatencyQuantiles {
    private static final long P99_NEEDS = 100;
    private static final long P999_NEEDS = 1_000;
    private static final long WEAK_BELOW = 10;

    private LatencyQuantiles() {}

    /// With an interval around p99.
    /// @param intervals one a second
    /// @param messages  behind the values; null: each value stands for itself
    /// @param seed      of the bootstrap
    public static Quantiles of(List<Histogram> intervals, @Nullable Long messages, long seed) {
        Quantiles quantiles = of(Hlogs.merged(intervals), messages);
        return quantiles.p99Ms() == null
                ? quantiles
                : quantiles.withP99CiMs(new BlockBootstrap(intervals, seed).interval(0.99));
    }

    /// Without an interval.
    /// @param messages behind the values; null: each value stands for itself
    public static Quantiles of(Histogram histogram, @Nullable Long messages) {
        long count = histogram.getTotalCount();
        if (count == 0) return Quantiles.EMPTY;
        long independent = messages == null ? count : messages;
        Double p99 = count < P99_NEEDS ? null : ms(histogram.getValueAtPercentile(99));
        Double p999 = count < P999_NEEDS ? null : ms(histogram.getValueAtPercentile(99.9));
        List<String> weak = new ArrayList<>();
        if (p99 != null && independent < WEAK_BELOW * P99_NEEDS) weak.add("p99");
        if (p999 != null && independent < WEAK_BELOW * P999_NEEDS) weak.add("p999");
        return new Quantiles(
                count,
                independent,
                ms(histogram.getValueAtPercentile(50)),
                ms(histogram.getValueAtPercentile(90)),
                p99,
                null,
                p999,
                ms(histogram.getMaxValue()),
                ms(Math.round(histogram.getMean())),
                weak);
    }

    /// Of single durations, one a message.
    static Quantiles ofNanos(List<Long> nanos) {
        Histogram histogram = Hlogs.empty();
        for (long value : nanos) histogram.recordValue(Math.clamp(value, 0, histogram.getHighestTrackableValue()));
        return of(histogram, (long) nanos.size());
    }

    /// Milliseconds, rounded to a microsecond.
    static double ms(long nanos) {
        return Math.round(nanos / 1_000.0) / 1_000.0;
    }
}
