package io.guildstorm.scenarios.run.machine;

import io.guildstorm.scenarios.workload.HotChannel;
import io.guildstorm.scenarios.workload.Room;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Looks at this machine as a doctor would: what there is, whether it is enough, what would help.
public final class Examination {
    private static final long ENOUGH_DISK = 2L << 30;
    private static final int FEW_CORES = 2;

    private Examination() {}

    /// One thing looked at.
    /// @param good whether a run goes well with it
    /// @param advice what would help; null when it is good
    public record Finding(
            String what,
            String found,
            boolean good,
            @Nullable String advice) {
        /// `ok    descriptors   20,000 a process`
        public String inWords() {
            String line = String.format(Locale.ROOT, "%-5s %-13s %s", good ? "ok" : "look", what, found);
            return advice == null ? line : line + "\n" + " ".repeat(20) + advice;
        }
    }

    public static List<Finding> ofThisMachine() {
        List<Finding> all = new ArrayList<>();
        all.add(good("jdk", MachineFacts.jdk()));
        all.add(cores());
        Room room = Limits.room();
        all.add(sessions(room));
        all.add(good("memory", String.format(Locale.ROOT, "%,d MiB can be had", room.memoryBytes() >> 20)));
        all.add(good("ports", String.format(Locale.ROOT, "%,d local ones", room.ports())));
        all.add(loopback());
        all.add(disk());
        all.add(transport());
        all.add(accounting());
        all.add(clock());
        return all;
    }

    private static Finding good(String what, String found) {
        return new Finding(what, found, true, null);
    }

    private static Finding cores() {
        int cores = MachineFacts.cores();
        return cores >= FEW_CORES
                ? good("cores", cores + ", shared by server and load")
                : new Finding("cores", "1", false, "server and load take turns: latency tells of both");
    }

    private static Finding sessions(Room room) {
        String found =
                String.format(Locale.ROOT, "%,d a process: room for %,d sessions", room.descriptors(), room.sessions());
        int wanted = HotChannel.PLAN.sessions();
        return room.sessions() >= wanted
                ? good("descriptors", found)
                : new Finding("descriptors", found, false, "for " + wanted + " sessions: " + room.scarce(wanted));
    }

    private static Finding loopback() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return good("loopback", "listens on " + socket.getLocalSocketAddress());
        } catch (IOException e) {
            return new Finding("loopback", "cannot listen: " + e.getMessage(), false, "allow sockets on 127.0.0.1");
        }
    }

    private static Finding disk() {
        try {
            long free = Files.getFileStore(Path.of(".")).getUsableSpace();
            String found = String.format(Locale.ROOT, "%,d MiB free here", free >> 20);
            return free >= ENOUGH_DISK
                    ? good("disk", found)
                    : new Finding("disk", found, false, "runs take 50 to 500 MiB: --out names another disk");
        } catch (IOException e) {
            return new Finding("disk", "unknown: " + e.getMessage(), false, "--out names another disk");
        }
    }

    private static Finding transport() {
        boolean linux = System.getProperty("os.name").equals("Linux");
        if (!linux) return good("transport", "nio; epoll and io_uring are Linux's");
        String disabled = read("/proc/sys/kernel/io_uring_disabled");
        return good(
                "transport",
                disabled != null && !disabled.equals("0") ? "epoll; io_uring is switched off" : "io_uring or epoll");
    }

    private static Finding accounting() {
        return ProcessReading.of(ProcessHandle.current().pid()) != null
                ? good("accounting", "CPU of processes from /proc")
                : new Finding("accounting", "no /proc", false, "figures of cost stay unknown on this system");
    }

    private static Finding clock() {
        String source = read("/sys/devices/system/clocksource/clocksource0/current_clocksource");
        return good("clock", "one monotonic clock for all processes" + (source == null ? "" : ", " + source));
    }

    private static @Nullable String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException unknown) {
            return null;
        }
    }
}
