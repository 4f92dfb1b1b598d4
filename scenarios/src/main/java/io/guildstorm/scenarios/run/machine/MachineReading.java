package io.guildstorm.scenarios.run.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What all CPUs together have done so far, from `/proc/stat`.
/// @param atNanos instant of the reading, `System.nanoTime()`
/// @param busySeconds user, nice, system, interrupts; neither idle nor waiting for a disk nor stolen
/// @param stealSeconds taken by the hypervisor
/// @param throttled times that the control group stopped us; 0 where it has no limit
public record MachineReading(long atNanos, double busySeconds, double stealSeconds, long throttled) {
    private static final double TICKS = 100;

    /// Null without `/proc`.
    public static @Nullable MachineReading now() {
        try {
            String first =
                    Files.readString(Path.of("/proc/stat")).lines().findFirst().orElse("");
            String[] fields = first.trim().split("\\s+", -1);
            double busy = ticks(fields, 1) + ticks(fields, 2) + ticks(fields, 3) + ticks(fields, 6) + ticks(fields, 7);
            return new MachineReading(System.nanoTime(), busy, ticks(fields, 8), throttledSoFar());
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    private static double ticks(String[] fields, int index) {
        return fields.length > index ? Long.parseLong(fields[index]) / TICKS : 0;
    }

    private static long throttledSoFar() {
        try {
            return Files.readAllLines(Path.of("/sys/fs/cgroup/cpu.stat")).stream()
                    .filter(line -> line.startsWith("nr_throttled "))
                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException noControlGroup) {
            return 0;
        }
    }
}
