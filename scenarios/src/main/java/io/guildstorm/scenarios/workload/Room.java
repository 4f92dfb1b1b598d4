package io.guildstorm.scenarios.workload;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the machine has room for. A process of ours holds one end of each session, the server the other.
/// @param descriptors open files that one process may have
/// @param ports local ports that one address can connect from
/// @param memoryBytes that may be used, by all processes together
public record Room(long descriptors, int ports, long memoryBytes) {
    /// Files, sockets of senders, jars and logs that a process has besides sessions.
    static final int DESCRIPTORS_BESIDES = 400;
    /// Ports that other programs, and our own senders, may want.
    static final int PORTS_BESIDES = 2_000;
    /// For the JVMs themselves.
    static final long MEMORY_BESIDES = 1_200L << 20;
    /// Both ends of a session, kernel buffers included, generously.
    static final long BYTES_PER_SESSION = 96L << 10;
    /// Fewer than this is no storm.
    public static final int FEWEST_SESSIONS = 50;

    /// Most sessions that fit, possibly none.
    public int sessions() {
        return (int) Math.max(0, Math.min(byDescriptors(), Math.min(byPorts(), byMemory())));
    }

    /// The plan itself, or a smaller one.
    public LoadPlan fit(LoadPlan plan) {
        return plan.sessions() <= sessions() ? plan : plan.withSessions(Math.max(1, sessions()));
    }

    /// What to say when [#fit] made the plan smaller; null when it did not.
    public @Nullable String shrunk(LoadPlan plan) {
        if (plan.sessions() <= sessions()) return null;
        return String.format(
                Locale.ROOT, "%,d instead of %,d sessions: %s", sessions(), plan.sessions(), scarce(plan.sessions()));
    }

    /// What there is least of.
    /// @param wanted sessions that were asked for
    public String scarce(int wanted) {
        long most = sessions();
        if (byDescriptors() <= most) {
            long enough = (long) wanted + DESCRIPTORS_BESIDES;
            return String.format(
                    Locale.ROOT, "a process may open %,d files here (ulimit -n %d would do)", descriptors, enough);
        }
        if (byPorts() <= most)
            return String.format(Locale.ROOT, "there are %,d local ports (net.ipv4.ip_local_port_range)", ports);
        return String.format(Locale.ROOT, "%,d MiB of memory are free", memoryBytes >> 20);
    }

    private long byDescriptors() {
        return Math.max(0, descriptors - DESCRIPTORS_BESIDES);
    }

    private long byPorts() {
        return Math.max(0, ports - PORTS_BESIDES);
    }

    private long byMemory() {
        return Math.max(0, (memoryBytes - MEMORY_BESIDES) / BYTES_PER_SESSION);
    }
}
