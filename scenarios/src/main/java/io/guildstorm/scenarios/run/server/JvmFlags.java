package io.guildstorm.scenarios.run.server;

import io.guildstorm.scenarios.run.machine.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The flags of the JVMs that a run measures: all explicit, since a JVM's own choices differ from machine to machine.
public final class JvmFlags {
    private static final List<String> NATIVE =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    /// A server that has nothing to do gives back what a storm of sign-ins left as garbage: its memory is then what its
    /// sessions take.
    private static final List<String> G1 = List.of(
            "-XX:+UseG1GC", "-XX:G1PeriodicGCInterval=60000", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=30");
    /// Grows when it is used: the JVM's own choice is a share of the machine.
    private static final long FIRST_HEAP_MIB = 64;

    private static final long LEAST_HEAP_MIB = 256;
    private static final long MOST_HEAP_MIB = 4_096;

    private JvmFlags() {}

    /// @param collector value of the switch `jvm.gc`: `serial`, `g1` or `zgc`
    public static List<String> server(String collector) {
        List<String> flags = new ArrayList<>(NATIVE);
        switch (collector) {
            case "serial" -> flags.add("-XX:+UseSerialGC");
            case "zgc" -> flags.add("-XX:+UseZGC");
            default -> flags.addAll(G1);
        }
        flags.add("-XX:+UseCompactObjectHeaders");
        flags.add("-Xms" + FIRST_HEAP_MIB + "m");
        flags.add("-Xmx" + serverHeapMib() + "m");
        return flags;
    }

    /// Of a process that makes load and rehearses it: small, with a collector that wants no thread of its own.
    public static List<String> load(int heapMib) {
        List<String> flags = new ArrayList<>(NATIVE);
        flags.addAll(List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx" + heapMib + "m"));
        return flags;
    }

    /// The same with the quick compiler alone, whose code is there from the first second: for a process whose own
    /// work is small. The other compiler would take the cores from the server.
    public static List<String> quickLoad(int heapMib) {
        List<String> flags = load(heapMib);
        flags.add("-XX:TieredStopAtLevel=1");
        return flags;
    }

    /// A flight recording of events that cost next to nothing: our own and the collector's pauses.
    static List<String> recording(Path settings, Path file) {
        return List.of(
                "-XX:StartFlightRecording:settings=" + settings + ",filename=" + file + ",dumponexit=true,maxsize=256m",
                "-Xlog:jfr*=error");
    }

    private static long serverHeapMib() {
        return Math.clamp((Limits.memoryBytes() / 6) >> 20, LEAST_HEAP_MIB, MOST_HEAP_MIB);
    }
}
