package io.guildstorm.reports.series;

import io.guildstorm.reports.record.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/// How far a quantile would move in another run like this one.
///
/// Deliveries are not independent: those of a message share one fate, and those of a second share its pauses. So
/// whole seconds are drawn, with replacement, as many as there are, and the quantile is taken of what they hold; 95 %
/// of 1,000 such draws lie within the interval (non-overlapping block bootstrap, Carlstein 1986; percentile interval,
/// Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13). Reaches beyond a second, such as a
/// cycle of bursts, it does not see.
final class BlockBootstrap {
    private static final int DRAWS = 1_000;
    private static final double CONFIDENCE = 0.95;
    /// Fewer seconds cannot say how much seconds differ.
    private static final int FEWEST = 5;

    private final RandomGenerator random;
    private final long[] values;
    private final long[][] counts;

    /// @param all intervals, one a second; empty ones at both ends are warm-up and ramp, and are not drawn
    BlockBootstrap(List<Histogram> all, long seed) {
        List<Histogram> intervals = trimmed(all);
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        TreeSet<Long> distinct = new TreeSet<>();
        for (Histogram interval : intervals) {
            for (HistogramIterationValue step : interval.recordedValues()) distinct.add(step.getValueIteratedTo());
        }
        values = distinct.stream().mapToLong(Long::longValue).toArray();
        counts = intervals.stream().map(this::spread).toArray(long[][]::new);
    }

    private static List<Histogram> trimmed(List<Histogram> all) {
        int from = 0;
        int to = all.size();
        while (from < to && all.get(from).getTotalCount() == 0) from++;
        while (to > from && all.get(to - 1).getTotalCount() == 0) to--;
        return all.subList(from, to);
    }

    private long[] spread(Histogram interval) {
        long[] spread = new long[values.length];
        for (HistogramIterationValue step : interval.recordedValues()) {
            spread[Arrays.binarySearch(values, step.getValueIteratedTo())] = step.getCountAtValueIteratedTo();
        }
        return spread;
    }

    /// @param quantile between 0 and 1
    /// @return null: too few seconds, or none held anything
    @Nullable
    Interval interval(double quantile) {
        if (counts.length < FEWEST || values.length == 0) return null;
        long[] drawn = new long[DRAWS];
        for (int i = 0; i < DRAWS; i++) drawn[i] = draw(quantile);
        Arrays.sort(drawn);
        int outside = (int) (DRAWS * (1 - CONFIDENCE) / 2);
        return new Interval(LatencyQuantiles.ms(drawn[outside]), LatencyQuantiles.ms(drawn[DRAWS - 1 - outside]));
    }

    /// An empty draw (all drawn seconds held nothing) is drawn again; there is a second that holds something.
    private long draw(double quantile) {
        while (true) {
            long[] sum = new long[values.length];
            long total = 0;
            for (int i = 0; i < counts.length; i++) {
                long[] block = counts[random.nextInt(counts.length)];
                for (int at = 0; at < sum.length; at++) {
                    sum[at] += block[at];
                    total += block[at];
                }
            }
            if (total > 0) return valueAt(quantile, sum, total);
        }
    }

    private long valueAt(double quantile, long[] sum, long total) {
        long wanted = (long) Math.ceil(quantile * total);
        long seen = 0;
        for (int at = 0; at < sum.length; at++) {
            seen += sum[at];
            if (seen >= wanted) return values[at];
        }
        return values[values.length - 1];
    }
}
