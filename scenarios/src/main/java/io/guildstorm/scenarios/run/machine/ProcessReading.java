package io.guildstorm.scenarios.run.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What one process has used so far.
/// @param atNanos instant of the reading, `System.nanoTime()`
/// @param cpuSeconds `utime + stime` of `/proc/PID/stat`
/// @param rssBytes resident memory
/// @param nice priority: the higher, the more it gives way
public record ProcessReading(long atNanos, double cpuSeconds, long rssBytes, int nice) {
    /// Clock ticks a second in `/proc`: 100 on every Linux that Java runs on.
    private static final double TICKS = 100;
    private static final long PAGE_BYTES = 4096;

    /// Null when it cannot be read: gone, not Linux, another user's.
    public static @Nullable ProcessReading of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // the name, in parentheses, may hold spaces: count from its end; field 3 is the first after it
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return new ProcessReading(
                    System.nanoTime(),
                    ticks / TICKS,
                    Long.parseLong(fields[21]) * PAGE_BYTES,
                    Integer.parseInt(fields[16]));
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    /// CPU of all threads in seconds, finer than the 10 ms of [#cpuSeconds]: for windows of a second. Threads
    /// that have ended are not in it. Null when it cannot be read.
    public static @Nullable Double fineCpuSeconds(long pid) {
        long nanos = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks) {
                nanos += Long.parseLong(
                        Files.readString(task.resolve("schedstat")).split(" ", -1)[0]);
            }
            return nanos / 1e9;
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }
}
