package io.guildstorm.reports.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long something took. A quantile that the sample cannot carry is null: p99 under 100 values, p99.9 under 1,000.
/// @param count    values
/// @param messages messages behind the values: deliveries of one message share one fate; null where that is not counted
/// @param p99CiMs  95 % block bootstrap over the intervals of one second
/// @param weak     quantiles (`"p99"`, `"p999"`) with fewer *messages* than ten times what they need: drawn grey
public record Quantiles(
        long count,
        @Nullable Long messages,
        @Nullable Double p50Ms,
        @Nullable Double p90Ms,
        @Nullable Double p99Ms,
        @Nullable Interval p99CiMs,
        @Nullable Double p999Ms,
        @Nullable Double maxMs,
        @Nullable Double meanMs,
        List<String> weak) {
    /// Measured, and nothing came.
    public static final Quantiles EMPTY = new Quantiles(0, 0L, null, null, null, null, null, null, null, List.of());

    public Quantiles {
        weak = Frozen.list(weak);
    }

    /// Whether the sample carries a quantile only weakly.
    /// @param quantile as in `weak`: `"p99"`
    public boolean isWeak(String quantile) {
        return weak.contains(quantile);
    }

    public Quantiles withP99CiMs(@Nullable Interval interval) {
        return new Quantiles(count, messages, p50Ms, p90Ms, p99Ms, interval, p999Ms, maxMs, meanMs, weak);
    }
}
