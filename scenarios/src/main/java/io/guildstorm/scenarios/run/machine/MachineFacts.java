package io.guildstorm.scenarios.run.machine;

import io.guildstorm.reports.record.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What this machine is, for the record of a run.
public final class MachineFacts {
    private MachineFacts() {}

    /// @param flags of the JVM of each process
    public static Machine.Draft draft(Map<String, List<String>> flags) {
        return new Machine.Draft()
                .cpuModel(cpuModel())
                .cores(cores())
                .memoryBytes(Limits.meminfo("MemTotal:"))
                .kernel(System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .jdk(jdk())
                .jvmFlags(flags)
                .nofile(Limits.descriptors())
                .clock(new Machine.Clock("one monotonic clock", 0.0));
    }

    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    public static String jdk() {
        return System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version");
    }

    /// `2 cores, 24 GiB, JDK 25`
    public static String inWords() {
        Long memory = Limits.meminfo("MemTotal:");
        String gib = memory == null ? "" : ", " + Math.round(memory / (double) (1L << 30)) + " GiB";
        int cores = cores();
        return cores + (cores == 1 ? " core" : " cores") + gib + ", JDK "
                + Runtime.version().feature();
    }

    private static @Nullable String cpuModel() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException noProc) {
            return System.getProperty("os.arch");
        }
    }
}
