package io.guildstorm.reports.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far the load could grow before a target was missed.
/// @param axis           what grew: `online`
/// @param metUpTo        the largest step that met the tightest target
/// @param missedAt       the first step that did not; null: the ramp ended before
/// @param gaveWay        what reached its end first, `machine`, `server`, `generator`, `instrument` or `descriptors`;
///                       null: nothing did
/// @param serverCpuShare share of the whole machine, 0 to 1, at `missedAt`: while its cores were full, or in the
///                       busiest tenth of a second if they never were
/// @param loadCpuShare   the same of generator and swarm
/// @param steps          the ramp itself, in order
public record Headroom(
        String axis,
        @Nullable Long metUpTo,
        @Nullable Long missedAt,
        @Nullable String gaveWay,
        @Nullable Double serverCpuShare,
        @Nullable Double loadCpuShare,
        List<Step> steps) {
    public Headroom {
        steps = Frozen.list(steps);
    }

    /// One step of the ramp.
    /// @param at value on the axis
    /// @param fullS seconds of it, in tenths, in which nine tenths of all cores or more were busy
    public record Step(
            long at,
            @Nullable Double p99Ms,
            @Nullable Double serverCpuShare,
            @Nullable Double loadCpuShare,
            @Nullable Double fullS) {}
}
