package io.guildstorm.reports.bench;

import io.guildstorm.reports.bench.BenchResult.About;
import io.guildstorm.reports.bench.BenchResult.Each;
import io.guildstorm.reports.bench.BenchResult.Yardstick;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A run of benchmarks that nobody made, as JMH would have written it.
public final class SyntheticBench {
    private static final String CASE = """
            {"jmhVersion": "1.37", "benchmark": "%s", "mode": "avgt", "threads": 1, "forks": 2,
             "params": {"recipients": "%s"},
             "primaryMetric": {"score": %s, "scoreError": %s, "scoreUnit": "us/op", "rawData": [[%s], [%s]]},
             "secondaryMetrics": {"gc.alloc.rate.norm": {"score": %s, "scoreUnit": "B/op"}, "gc.count": {"score": 3}}}""";

    private static final String NOTHING = """
            {"benchmark": "io.guildstorm.benchmarks.NothingBenchmark.nothing", "mode": "avgt", "threads": 1, "forks": 2,
             "primaryMetric": {"score": 1.0, "scoreError": "NaN", "scoreUnit": "ns/op", "rawData": [[1.0], [1.0]]},
             "secondaryMetrics": {}}""";

    public static final About DISPATCH = new About(
            "over relays a recipient costs nanoseconds",
            new Each("recipient", "recipients"),
            List.of(new Yardstick("Elixir: one send", 30, 70, "Discord, 2017", "A process each.")));

    private SyntheticBench() {}

    /// Relays to 1,000 and to 100,000 recipients, one that the compiler left out, and nothing.
    public static Path jmh(Path folder) throws IOException {
        String relay = "io.guildstorm.server.fanout.DispatchBenchmark.relay";
        String direct = "io.guildstorm.server.fanout.DispatchBenchmark.direct";
        return Files.writeString(
                folder.resolve("jmh.json"),
                "[\n"
                        + String.join(
                                ",\n",
                                NOTHING,
                                CASE.formatted(relay, 1_000, "21.0", "2.5", "20.0, 24.0", "19.0, 21.0", "0.004"),
                                CASE.formatted(relay, 100_000, "2000.0", "\"NaN\"", "1900", "2100", "312.4"),
                                CASE.formatted(direct, 1, "0.0015", "0.1", "0.001", "0.002", "24"))
                        + "\n]");
    }

    public static List<BenchResult> results(Path folder) throws IOException {
        return JmhFile.read(
                jmh(folder),
                name -> name.contains("Dispatch") ? DISPATCH : new About("nothing at all", null, List.of()));
    }

    /// A quick run that was interrupted, beside another, with one that failed; with words that a page must not believe.
    public static BenchRecord record(Path folder) throws IOException {
        return record(results(folder));
    }

    public static BenchRecord record(List<BenchResult> results) {
        return new BenchRecord(
                BenchRecord.SCHEMA,
                "guildstorm bench <script>alert(1)</script>",
                Instant.parse("2026-11-26T10:00:00Z"),
                61.2,
                true,
                true,
                new Tool("0.1.0", null),
                new Machine.Draft()
                        .cpuModel("<b>cpu</b>")
                        .cores(2)
                        .jvmFlags(Map.of("bench", List.of("-Xmx1g")))
                        .build(),
                List.of("hot-channel (pid 7)"),
                null,
                5,
                results,
                List.of(new BenchRecord.Failure("Dispatch.gone", Map.of("recipients", "9"), "it <threw>")));
    }

    /// The same measurements under other names: many, with long ones, from nanoseconds to seconds.
    public static List<BenchResult> wide(Path folder) throws IOException {
        List<BenchResult> wide = new ArrayList<>();
        for (BenchResult one : results(folder).subList(1, 4)) {
            wide.add(one);
            wide.add(new BenchResult(
                    one.name() + "WithALongNameOfItsOwn",
                    one.type(),
                    one.claim(),
                    Map.of("recipients", "15000000"),
                    one.mode(),
                    "ms/op",
                    one.score(),
                    one.error(),
                    one.median(),
                    one.min(),
                    one.max(),
                    one.iterations(),
                    one.forks(),
                    one.threads(),
                    1.3e9,
                    null,
                    List.of(new Yardstick("Rust, SortedSet of 1,000,000: one insertion", 3.68, 3.68, "a", "b")),
                    null));
        }
        return wide;
    }
}
