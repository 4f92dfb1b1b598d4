package io.guildstorm.reports.record;

import org.jspecify.annotations.Nullable;

/// What the machine did to the run besides running it.
/// @param hiccupP99Ms     how late an idle thread woke, p99
/// @param stealShare      share of CPU time that the hypervisor took, 0 to 1
/// @param foreignCpuShare busy share of the machine that belongs to none of our processes, 0 to 1
/// @param throttled       whether the control group throttled us
public record Disturbance(
        @Nullable Double hiccupP99Ms,
        @Nullable Double hiccupMaxMs,
        @Nullable Double stealShare,
        @Nullable Double foreignCpuShare,
        @Nullable Boolean throttled) {

    public static Disturbance unknown() {
        return new Disturbance(null, null, null, null, null);
    }
}
