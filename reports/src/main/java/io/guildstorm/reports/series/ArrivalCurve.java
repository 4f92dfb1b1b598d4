package io.guildstorm.reports.series;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// When which share of the due sessions had a message.
/// @param message number of the message; null: all measured messages pooled
/// @param due     deliveries that were due
/// @param points  by rising share
public record ArrivalCurve(@Nullable Long message, long due, List<Point> points) {
    private static final double[] PERCENTS = DoubleStream.concat(
                    DoubleStream.concat(
                            DoubleStream.of(0.1, 1),
                            IntStream.rangeClosed(1, 19).mapToDouble(i -> 5 * i)),
                    DoubleStream.of(99, 99.9, 100))
            .toArray();

    public ArrivalCurve {
        points = List.copyOf(points);
    }

    /// A share of the due sessions.
    /// @param percent 0 to 100
    /// @param ms      from the intended send until that many had it; null: so many never had it
    public record Point(double percent, @Nullable Double ms) {}

    /// @param arrivals delay in milliseconds → deliveries with exactly that delay
    static ArrivalCurve of(@Nullable Long message, long due, SortedMap<Double, Long> arrivals) {
        Double[] reached = new Double[PERCENTS.length];
        long had = 0;
        int next = 0;
        for (var step : arrivals.entrySet()) {
            had += step.getValue();
            while (next < PERCENTS.length && had >= needed(PERCENTS[next], due)) reached[next++] = step.getKey();
        }
        return new ArrivalCurve(
                message,
                due,
                IntStream.range(0, PERCENTS.length)
                        .mapToObj(i -> new Point(PERCENTS[i], reached[i]))
                        .toList());
    }

    /// All measured messages of sessions that are timed by a histogram.
    /// @param delays from the intended send, in nanoseconds
    public static ArrivalCurve of(long due, Histogram delays) {
        SortedMap<Double, Long> arrivals = new TreeMap<>();
        for (var step : delays.recordedValues())
            arrivals.merge(step.getValueIteratedTo() / 1e6, step.getCountAtValueIteratedTo(), Long::sum);
        return of(null, due, arrivals);
    }

    /// At least one; rounded so that 99.9 % of 1,000 is 999 and not, by a floating point's whim, 1,000.
    private static long needed(double percent, long due) {
        return Math.max(1, (long) Math.ceil(Math.round(percent * 10) * due / 1_000.0));
    }

    /// Whether every due session had it.
    public boolean complete() {
        return !points.isEmpty() && points.getLast().ms() != null;
    }
}
