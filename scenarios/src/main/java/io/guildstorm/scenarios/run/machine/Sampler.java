package io.guildstorm.scenarios.run.machine;

import io.guildstorm.reports.series.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Reads every process and the machine once a second, and at instants that matter.
///
/// **Owner:** the run's thread.
public final class Sampler implements AutoCloseable {
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Hiccups hiccups = new Hiccups();
    private final Map<String, Long> pids = new LinkedHashMap<>();
    private final Map<String, List<Reading>> cpu = new LinkedHashMap<>();
    private final Map<String, Long> rssMost = new LinkedHashMap<>();
    private final Map<String, Integer> nice = new LinkedHashMap<>();
    private final List<Reading> hiccupMs = new ArrayList<>();
    private final List<Reading> stealShare = new ArrayList<>();
    private final Histogram hiccupsOfWindow = new Histogram(Hiccups.MOST_NANOS, 3);
    private @Nullable MachineReading last;
    private long nextNanos = System.nanoTime();

    /// From here on; what was known of another process of that name is forgotten.
    public void watch(String process, long pid) {
        rssMost.remove(process);
        pids.put(process, pid);
        cpu.put(process, new ArrayList<>());
    }

    /// To be called often; reads when a second has passed.
    public void pulse() {
        if (System.nanoTime() - nextNanos < 0) return;
        nextNanos = Math.max(nextNanos + PERIOD_NANOS, System.nanoTime() + PERIOD_NANOS / 2);
        read();
    }

    /// The sums of all processes and of the machine at this instant.
    public Snapshot read() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        pids.forEach((process, pid) -> {
            ProcessReading reading = ProcessReading.of(pid);
            if (reading == null) return;
            seconds.put(process, reading.cpuSeconds());
            readingsOf(process).add(new Reading(reading.atNanos(), reading.cpuSeconds()));
            rssMost.merge(process, reading.rssBytes(), Math::max);
            nice.put(process, reading.nice());
        });
        MachineReading machine = MachineReading.now();
        takeHiccups();
        if (machine != null && last != null) {
            double share = (machine.stealSeconds() - last.stealSeconds()) / capacity(last.atNanos(), machine.atNanos());
            stealShare.add(new Reading(machine.atNanos(), Math.clamp(share, 0, 1)));
        }
        last = machine;
        return new Snapshot(System.nanoTime(), seconds, machine);
    }

    private List<Reading> readingsOf(String process) {
        return cpu.computeIfAbsent(process, _ -> new ArrayList<>());
    }

    private static double capacity(long fromNanos, long toNanos) {
        return Math.max(1e-9, (toNanos - fromNanos) / 1e9 * MachineFacts.cores());
    }

    private void takeHiccups() {
        Histogram taken = hiccups.take();
        if (taken.getTotalCount() == 0) return;
        hiccupMs.add(new Reading(System.nanoTime(), taken.getMaxValue() / 1e6));
        hiccupsOfWindow.add(taken);
    }

    /// From here on [#hiccups] counts.
    public void forgetHiccups() {
        takeHiccups();
        hiccupsOfWindow.reset();
    }

    /// Lateness since [#forgetHiccups], in nanoseconds.
    public Histogram hiccups() {
        return hiccupsOfWindow.copy();
    }

    /// Process → seconds of CPU, one reading a second.
    public Map<String, List<Reading>> cpu() {
        return cpu;
    }

    public List<Reading> hiccupMs() {
        return hiccupMs;
    }

    public List<Reading> stealShare() {
        return stealShare;
    }

    /// Largest resident memory that was seen, null when never read.
    public @Nullable Long rssMost(String process) {
        return rssMost.get(process);
    }

    /// Process → its priority when it was last read.
    public Map<String, Integer> nice() {
        return nice;
    }

    @Override
    public void close() {
        hiccups.close();
    }

    /// One instant.
    /// @param cpuSeconds of each process that could be read
    /// @param machine null without `/proc`
    public record Snapshot(
            long atNanos,
            Map<String, Double> cpuSeconds,
            @Nullable MachineReading machine) {}

    /// What was used between two instants.
    /// @param seconds between them
    /// @param cpuSeconds process → CPU; those that could not be read at both ends are missing
    public record Used(
            double seconds,
            Map<String, Double> cpuSeconds,
            @Nullable Double busySeconds,
            @Nullable Double stealShare,
            @Nullable Boolean throttled) {
        public static Used between(Snapshot from, Snapshot to) {
            Map<String, Double> used = new LinkedHashMap<>();
            from.cpuSeconds().forEach((process, before) -> {
                Double after = to.cpuSeconds().get(process);
                if (after != null) used.put(process, after - before);
            });
            double seconds = (to.atNanos() - from.atNanos()) / 1e9;
            MachineReading first = from.machine();
            MachineReading second = to.machine();
            if (first == null || second == null) return new Used(seconds, used, null, null, null);
            double steal = (second.stealSeconds() - first.stealSeconds()) / capacity(first.atNanos(), second.atNanos());
            return new Used(
                    seconds,
                    used,
                    second.busySeconds() - first.busySeconds(),
                    Math.clamp(steal, 0, 1),
                    second.throttled() > first.throttled());
        }

        /// Of all processes whose name begins so; null when none could be read.
        public @Nullable Double of(String... prefixes) {
            Double sum = null;
            for (var entry : cpuSeconds.entrySet()) {
                for (String prefix : prefixes) {
                    if (entry.getKey().startsWith(prefix)) sum = (sum == null ? 0 : sum) + entry.getValue();
                }
            }
            return sum;
        }

        /// Busy time of the machine that belongs to none of ours; never below zero, as clocks of CPU tick
        /// coarsely.
        public @Nullable Double unattributed() {
            if (busySeconds == null) return null;
            double ours =
                    cpuSeconds.values().stream().mapToDouble(value -> value).sum();
            return Math.max(0, busySeconds - ours);
        }

        /// Share of the whole machine.
        public @Nullable Double share(@Nullable Double ofSeconds) {
            return ofSeconds == null ? null : Math.clamp(ofSeconds / (seconds * MachineFacts.cores()), 0, 1);
        }
    }
}
