package io.guildstorm.scenarios.run.machine;

import io.guildstorm.scenarios.workload.Room;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The limits of this machine and of this process, which its children inherit.
public final class Limits {
    private static final long UNLIMITED = 1_048_576;
    private static final int USUAL_PORTS = 28_232;

    private Limits() {}

    public static Room room() {
        return new Room(descriptors(), ports(), memoryBytes());
    }

    /// Open files that a process may have: the soft limit, which a JVM raises to the hard one by itself on Linux.
    public static long descriptors() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
                if (line.startsWith("Max open files"))
                    return number(line.substring(14).trim().split("\\s+", -1)[0]);
            }
        } catch (IOException noProc) {
            return fromShell();
        }
        return fromShell();
    }

    private static long fromShell() {
        try {
            Process shell = new ProcessBuilder("sh", "-c", "ulimit -n").start();
            String said = new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
            shell.waitFor(5, TimeUnit.SECONDS);
            return number(said.strip());
        } catch (IOException | RuntimeException e) {
            return 256;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 256;
        }
    }

    private static long number(String text) {
        return text.equals("unlimited") ? UNLIMITED : Long.parseLong(text);
    }

    /// Local ports that one address can connect from.
    public static int ports() {
        try {
            String[] range = Files.readString(Path.of("/proc/sys/net/ipv4/ip_local_port_range"))
                    .strip()
                    .split("\\s+", -1);
            return Integer.parseInt(range[1]) - Integer.parseInt(range[0]) + 1;
        } catch (IOException | RuntimeException unknown) {
            return USUAL_PORTS;
        }
    }

    /// Memory that can be had without swapping, within the control group's limit.
    public static long memoryBytes() {
        Long available = meminfo("MemAvailable:");
        long bytes = available == null ? Runtime.getRuntime().maxMemory() * 4 : available;
        try {
            String limit =
                    Files.readString(Path.of("/sys/fs/cgroup/memory.max")).strip();
            return limit.equals("max") ? bytes : Math.min(bytes, Long.parseLong(limit));
        } catch (IOException | RuntimeException noControlGroup) {
            return bytes;
        }
    }

    /// A line of `/proc/meminfo` in bytes, null where there is none.
    static @Nullable Long meminfo(String name) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
                if (line.startsWith(name)) return Long.parseLong(line.split("\\s+", -1)[1]) << 10;
            }
            return null;
        } catch (IOException | RuntimeException noProc) {
            return null;
        }
    }
}
