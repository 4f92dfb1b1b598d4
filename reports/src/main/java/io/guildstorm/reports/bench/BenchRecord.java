package io.guildstorm.reports.bench;

import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.Tool;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A run of benchmarks, as it stands in `bench.json`.
/// @param schema [#SCHEMA]
/// @param command as it was typed
/// @param seconds that it took
/// @param quick each was measured shortly, which says little
/// @param interrupted somebody ended it; what there was by then is here
/// @param others runs of Guildstorm that lived on the machine meanwhile
/// @param loadAverage processes that wanted to run, of a minute before the start; null: the machine does not say
/// @param planned how many measurements were to be made
/// @param benchmarks those that were made, in the order of the list
/// @param failures those that could not be made
public record BenchRecord(
        String schema,
        String command,
        Instant started,
        double seconds,
        boolean quick,
        boolean interrupted,
        Tool tool,
        Machine machine,
        List<String> others,
        @Nullable Double loadAverage,
        int planned,
        List<BenchResult> benchmarks,
        List<Failure> failures) {
    public static final String SCHEMA = "guildstorm.bench/1";

    /// A measurement that could not be made.
    /// @param name as in [BenchResult]
    public record Failure(String name, Map<String, String> params, String reason) {}

    public BenchRecord {
        others = List.copyOf(others);
        benchmarks = List.copyOf(benchmarks);
        failures = List.copyOf(failures);
    }

    /// The measurements of each class of benchmarks, in order; what nothing costs comes last.
    public Map<String, List<BenchResult>> topics() {
        Map<String, List<BenchResult>> topics = benchmarks.stream()
                .collect(Collectors.groupingBy(BenchResult::topic, LinkedHashMap::new, Collectors.toList()));
        List<BenchResult> nothing = topics.remove(BenchResult.NOTHING_TOPIC);
        if (nothing != null) topics.put(BenchResult.NOTHING_TOPIC, nothing);
        return topics;
    }

    /// Those that took no longer than nothing does.
    public List<BenchResult> likeNothing() {
        return benchmarks.stream()
                .filter(one -> Boolean.TRUE.equals(one.likeNothing()))
                .toList();
    }
}
