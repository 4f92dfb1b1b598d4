package io.guildstorm.scenarios.schedule;

/// A named stretch of a run: warm-up, measured part, ramp.
/// @param fromNanos first instant, from the schedule's anchor
/// @param toNanos first instant after it
/// @param fromIndex first send that is due in it
/// @param toIndex first send that is due after it
public record Phase(String name, long fromNanos, long toNanos, long fromIndex, long toIndex) {
    public Phase {
        if (toNanos < fromNanos)
            throw new IllegalArgumentException(
                    "phase " + name + " ends at " + toNanos + " before it begins at " + fromNanos);
    }

    /// Sends due in it.
    public long sends() {
        return toIndex - fromIndex;
    }
}
