package io.guildstorm.scenarios.swarm;

import io.guildstorm.scenarios.check.AuditReport.Faults;
import io.guildstorm.scenarios.check.SessionAudit;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// The CSV files of one swarm process. Instants in nanoseconds of CLOCK_MONOTONIC, delays in milliseconds, empty
/// where unknown.
final class ResultFiles {
    private static final int PER_DECADE = 50;
    private static final int SAMPLE_POINTS = 400;

    private final Path folder;
    private final String process;

    ResultFiles(Path folder, String process) {
        this.folder = folder;
        this.process = process;
    }

    void sessions(List<Results.SessionRow> rows, Map<Integer, Faults> faults) throws IOException {
        try (var out = file(
                "sessions",
                "session,ready_ns,left_ns,close_code,received,p99_ms,lost,duplicated,reordered,corrupted,loop")) {
            for (Results.SessionRow row : rows) {
                Faults found = faults.getOrDefault(row.session(), Faults.NONE);
                line(
                        out,
                        row.session(),
                        instant(row.readyNanos()),
                        instant(row.leftNanos()),
                        row.closeCode() == 0 ? "" : row.closeCode(),
                        row.received(),
                        millis(row.p99Ms()),
                        found.lost(),
                        found.duplicated(),
                        found.reordered(),
                        found.corrupted(),
                        row.loop());
            }
        }
    }

    /// Judged messages, and single arrivals of the sampled ones.
    void arrivals(Collection<Arrival.Row> rows) throws IOException {
        try (var out = file("arrivals", "number,first_ns,last_ns,count")) {
            for (Arrival.Row row : rows) {
                if (row.count() > 0) line(out, row.number(), row.firstNanos(), row.lastNanos(), row.count());
            }
        }
        try (var out = file("arrival_samples", "number,delay_ms,count_so_far")) {
            for (Arrival.Row row : rows) sample(out, row.number(), row.delaysMicros());
        }
    }

    private static void sample(BufferedWriter out, int number, List<Integer> delaysMicros) throws IOException {
        List<Integer> sorted = delaysMicros.stream().sorted().toList();
        int step = Math.max(1, sorted.size() / SAMPLE_POINTS);
        for (int i = 0; i < sorted.size(); i++) {
            if (i % step == 0 || i == sorted.size() - 1) line(out, number, millis(sorted.get(i) / 1e3), i + 1);
        }
    }

    void arrivalHistogram(Histogram delays) throws IOException {
        try (var out = file("arrival_histogram", "upper_ms,count")) {
            for (var bucket : LogBuckets.of(delays, PER_DECADE).entrySet())
                line(out, millis(bucket.getKey()), bucket.getValue());
        }
    }

    void seconds(List<JudgedWindow.Second> seconds, List<JudgedWindow.Heat> heat) throws IOException {
        try (var out = file("series", "second,delivered,p50_ms,p99_ms,max_ms,busy,lag_max_ms")) {
            for (JudgedWindow.Second second : seconds) {
                line(
                        out,
                        second.second(),
                        second.delivered(),
                        millis(second.delay().p50()),
                        millis(second.delay().p99()),
                        millis(second.delay().max()),
                        millis(second.busy()),
                        millis(second.lagMaxMs()));
            }
        }
        try (var out = file("heat", "second,bucket_upper_ms,count")) {
            for (JudgedWindow.Heat cell : heat) line(out, cell.second(), millis(cell.upperMillis()), cell.count());
        }
    }

    private BufferedWriter file(String what, String header) throws IOException {
        var out = Files.newBufferedWriter(folder.resolve(what + "." + process + ".csv"));
        out.write(header + "\n");
        return out;
    }

    private static void line(BufferedWriter out, Object... cells) throws IOException {
        var text = new StringBuilder();
        for (Object cell : cells) text.append(text.isEmpty() ? "" : ",").append(cell);
        out.append(text).append('\n');
    }

    private static String instant(long nanos) {
        return nanos == SessionAudit.NEVER ? "" : Long.toString(nanos);
    }

    private static String millis(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
    }
}
