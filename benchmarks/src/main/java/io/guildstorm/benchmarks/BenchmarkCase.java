package io.guildstorm.benchmarks;

import io.guildstorm.reports.bench.BenchResult;
import io.guildstorm.reports.bench.BenchResult.About;
import io.guildstorm.scenarios.run.bench.BenchEvent.Known;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Optional;

/// One benchmark with one value of each of its parameters: what is measured in one go.
/// @param name class and method, in full
/// @param params by name; empty: it has none
/// @param seconds that it measures and warms up, in all its JVMs
/// @param forks how many JVMs it is measured in
public record BenchmarkCase(String name, Map<String, String> params, double seconds, int forks) {

    /// All there are, in a fixed order.
    public static List<BenchmarkCase> all() {
        var silent = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT);
        return BenchmarkList.defaultList().getAll(silent, List.of()).stream()
                .sorted()
                .flatMap(BenchmarkCase::of)
                .toList();
    }

    private static Stream<BenchmarkCase> of(BenchmarkListEntry entry) {
        int forks = entry.getForks().orElse(0);
        double warmup = entry.getWarmupIterations().orElse(0) * seconds(entry.getWarmupTime());
        double measured = entry.getMeasurementIterations().orElse(0) * seconds(entry.getMeasurementTime());
        List<Map<String, String>> combinations = List.of(Map.of());
        for (var param : new TreeMap<>(entry.getParams().orElse(Map.of())).entrySet()) {
            var longer = new ArrayList<Map<String, String>>();
            for (Map<String, String> shorter : combinations) {
                for (String value : param.getValue()) {
                    var with = new LinkedHashMap<>(shorter);
                    with.put(param.getKey(), value);
                    longer.add(with);
                }
            }
            combinations = longer;
        }
        return combinations.stream()
                .map(params -> new BenchmarkCase(entry.getUsername(), params, forks * (warmup + measured), forks));
    }

    private static double seconds(Optional<TimeValue> time) {
        return time.hasValue() ? time.get().convertTo(TimeUnit.MILLISECONDS) / 1e3 : 0;
    }

    /// The class that it is a method of.
    public Class<?> declaring() {
        try {
            return Class.forName(name.substring(0, name.lastIndexOf('.')));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("listed and not there: " + name, e);
        }
    }

    /// The method itself.
    public Method method() {
        String method = name.substring(name.lastIndexOf('.') + 1);
        return Arrays.stream(declaring().getMethods())
                .filter(each -> each.getName().equals(method) && each.isAnnotationPresent(Benchmark.class))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("listed and not there: " + name));
    }

    /// What is told of it, with what its annotations say.
    Known known() {
        var claim = declaring().getAnnotation(Claim.class);
        var each = method().getAnnotation(Each.class);
        var published = Arrays.stream(method().getAnnotationsByType(Yardstick.class))
                .map(by ->
                        new BenchResult.Yardstick(by.value(), by.fromMicros(), by.toMicros(), by.source(), by.apart()))
                .toList();
        var about = new About(
                claim == null ? "" : claim.value(),
                each == null ? null : new BenchResult.Each(each.value(), each.param()),
                published);
        return new Known(name, params, seconds, forks, about);
    }
}
