package io.guildstorm.reports.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What one benchmark took with one value of each of its parameters. `median`, `min` and `max` are of the means of
/// iterations, in all JVMs.
/// @param name class without `Benchmark`, and method: `HotChannel.encodeOnce`
/// @param type the class in full
/// @param claim what its figures should show
/// @param params by name
/// @param mode as JMH names it: `avgt`
/// @param unit of score, error, median, min and max: `ns/op`
/// @param score JMH's mean
/// @param error half of JMH's interval of 99.9 % around it; null: too few iterations
/// @param iterations that were measured
/// @param forks JVMs that they were measured in
/// @param threads that did the same at once
/// @param allocatedBytesPerOp null: not known
/// @param each null: an operation is done for one
/// @param yardsticks what was published of the same task, on other machines
/// @param likeNothing whether it took less than twice as long as a benchmark that does nothing, and so was not
///        computed; null: that was not measured
public record BenchResult(
        String name,
        String type,
        String claim,
        Map<String, String> params,
        String mode,
        String unit,
        double score,
        @Nullable Double error,
        double median,
        double min,
        double max,
        int iterations,
        int forks,
        int threads,
        @Nullable Double allocatedBytesPerOp,
        @Nullable Each each,
        List<Yardstick> yardsticks,
        @Nullable Boolean likeNothing) {
    /// The benchmark that does nothing.
    public static final String NOTHING = "Nothing.nothing";

    static final String NOTHING_TOPIC = "Nothing";

    private static final double TIMES_NOTHING = 2;

    /// One operation is done for as many as a parameter says.
    /// @param what one of them is called: `session`
    public record Each(String what, String param) {}

    /// A published figure.
    /// @param what who does what
    /// @param source where it was published
    /// @param apart in what it is another task
    public record Yardstick(String what, double fromMicros, double toMicros, String source, String apart) {
        public double fromNanos() {
            return fromMicros * 1e3;
        }

        public double toNanos() {
            return toMicros * 1e3;
        }
    }

    /// What the benchmark says of itself, beside its figures.
    public record About(String claim, @Nullable Each each, List<Yardstick> yardsticks) {}

    public BenchResult {
        yardsticks = List.copyOf(yardsticks);
    }

    /// The class without `Benchmark`.
    public String topic() {
        return name.substring(0, name.indexOf('.'));
    }

    /// The method with its parameters: `encodeOnce, sessions 15,000`.
    public String inTopic() {
        String method = name.substring(name.indexOf('.') + 1);
        return params.isEmpty()
                ? method
                : method + ", "
                        + params.entrySet().stream()
                                .map(param -> param.getKey() + " " + grouped(param.getValue()))
                                .collect(Collectors.joining(", "));
    }

    private static String grouped(String value) {
        return value.matches("\\d{4,18}") ? String.format(java.util.Locale.ROOT, "%,d", Long.parseLong(value)) : value;
    }

    /// For how many one operation is done: 1 unless [#each] says more.
    public double items() {
        String count = each == null ? null : params.get(each.param());
        return count == null ? 1 : Double.parseDouble(count);
    }

    /// Of [#median], for one.
    public double eachNanos() {
        return eachNanos(median);
    }

    /// Of a time in [#unit], for one.
    public double eachNanos(double time) {
        return (time * nanosOf(unit)) / items();
    }

    private static double nanosOf(String unit) {
        return switch (unit) {
            case "ns/op" -> 1;
            case "us/op" -> 1e3;
            case "ms/op" -> 1e6;
            case "s/op" -> 1e9;
            default -> throw new IllegalArgumentException("not time for an operation: " + unit);
        };
    }

    /// The same, held against nothing.
    /// @param nothing as it was measured in the same run; null: it was not
    BenchResult beside(@Nullable BenchResult nothing) {
        Boolean like = null;
        if (nothing != null && !name.equals(NOTHING)) {
            // of the fastest, which a busy machine does not shift
            double least = TIMES_NOTHING * nothing.min * nanosOf(nothing.unit);
            like = min * nanosOf(unit) < least;
        }
        return new BenchResult(
                name,
                type,
                claim,
                params,
                mode,
                unit,
                score,
                error,
                median,
                min,
                max,
                iterations,
                forks,
                threads,
                allocatedBytesPerOp,
                each,
                yardsticks,
                like);
    }
}
