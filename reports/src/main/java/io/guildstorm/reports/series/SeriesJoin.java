package io.guildstorm.reports.series;

import io.guildstorm.reports.record.RunFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Joins what the processes of a run wrote and what the command line observed into [Series].
/// **Owner:** the thread that makes it.
public final class SeriesJoin {
    private final Window window;
    private final Map<String, List<Reading>> cpu = new LinkedHashMap<>();
    private final Map<String, List<Reading>> queues = new LinkedHashMap<>();
    private @Nullable List<GcPause> pauses;
    private List<Reading> hiccups = List.of();
    private List<Reading> steal = List.of();

    public SeriesJoin(Window window) {
        this.window = window;
    }

    /// CPU of a process.
    /// @param seconds that it had used since its start, in order of time; read about once a second
    public SeriesJoin cpu(String process, List<Reading> seconds) {
        cpu.put(process, List.copyOf(seconds));
        return this;
    }

    public SeriesJoin queue(String name, List<Reading> depths) {
        queues.put(name, List.copyOf(depths));
        return this;
    }

    /// Pauses of the server, all of them. Without this call they are unknown.
    public SeriesJoin gcPauses(List<GcPause> all) {
        pauses = List.copyOf(all);
        return this;
    }

    /// How late an idle thread woke, in milliseconds.
    public SeriesJoin hiccups(List<Reading> lateMs) {
        hiccups = List.copyOf(lateMs);
        return this;
    }

    /// Shares of CPU time that the hypervisor took, 0 to 1.
    public SeriesJoin steal(List<Reading> shares) {
        steal = List.copyOf(shares);
        return this;
    }

    /// Joins it with `sent.*.csv`, `series.*.csv` and `heat.*.csv` of the folder.
    public Series join(RunFolder folder) throws IOException {
        List<SentRow> sent = SentRow.read(folder.csvs("sent"));
        Map<Integer, SwarmSecond> swarm = SwarmSecond.read(folder);
        long[] intended = perSecond(sent, SentRow::intendedNs);
        long[] started = perSecond(
                sent.stream().filter(row -> row.startedNs() != null).toList(), row -> orZero(row.startedNs()));
        long[] answered = perSecond(
                sent.stream()
                        .filter(row -> row.acknowledged() && row.answeredNs() != null)
                        .toList(),
                row -> orZero(row.answeredNs()));
        List<SecondRow> rows = new ArrayList<>();
        for (int second = 0; second < window.seconds(); second++) {
            SwarmSecond here = swarm.getOrDefault(second, SwarmSecond.NOTHING);
            rows.add(new SecondRow(
                    second,
                    sent.isEmpty() ? null : intended[second],
                    sent.isEmpty() ? null : started[second],
                    sent.isEmpty() ? null : answered[second],
                    swarm.isEmpty() ? null : here.delivered(),
                    here.p50Ms(),
                    here.p99Ms(),
                    here.maxMs(),
                    used(second),
                    pausedMs(second),
                    largest(hiccups, second),
                    largest(steal, second),
                    depths(second)));
        }
        return new Series(rows);
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    private long[] perSecond(List<SentRow> sent, ToLongFunction<SentRow> instant) {
        long[] counts = new long[window.seconds()];
        for (SentRow row : sent) {
            int second = window.secondOf(instant.applyAsLong(row));
            if (second >= 0 && second < counts.length) counts[second]++;
        }
        return counts;
    }

    private Map<String, Double> used(int second) {
        Map<String, Double> used = new LinkedHashMap<>();
        cpu.forEach((process, readings) -> {
            Double from = at(readings, window.startOf(second));
            Double to = at(readings, window.startOf(second + 1));
            if (from != null && to != null) used.put(process, Math.round((to - from) * 1_000) / 1_000.0);
        });
        return used;
    }

    /// A counter between two readings, as if it had risen evenly; null outside them.
    static @Nullable Double at(List<Reading> readings, long ns) {
        Reading before = null;
        for (Reading reading : readings) {
            if (reading.atNs() == ns) return reading.value();
            if (reading.atNs() - ns > 0) {
                if (before == null) return null;
                double part = (double) (ns - before.atNs()) / (reading.atNs() - before.atNs());
                return before.value() + part * (reading.value() - before.value());
            }
            before = reading;
        }
        return null;
    }

    private @Nullable Double pausedMs(int second) {
        if (pauses == null) return null;
        double paused = 0;
        for (GcPause pause : pauses) {
            long overlap = Math.min(pause.endNs() - window.fromNs(), (second + 1) * 1_000_000_000L)
                    - Math.max(pause.startNs() - window.fromNs(), second * 1_000_000_000L);
            paused += Math.max(0, overlap) / 1e6;
        }
        return Math.round(paused * 1_000) / 1_000.0;
    }

    private Map<String, Double> depths(int second) {
        Map<String, Double> depths = new LinkedHashMap<>();
        queues.forEach((name, readings) -> {
            Double depth = largest(readings, second);
            if (depth != null) depths.put(name, depth);
        });
        return depths;
    }

    private @Nullable Double largest(List<Reading> readings, int second) {
        Double largest = null;
        for (Reading reading : readings) {
            if (window.secondOf(reading.atNs()) == second && (largest == null || reading.value() > largest)) {
                largest = reading.value();
            }
        }
        return largest;
    }
}
