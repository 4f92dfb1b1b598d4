package io.guildstorm.scenarios.schedule;

/// A monotonic clock. Composition roots hand out the real one; tests hand out their own.
@FunctionalInterface
public interface Ticker {
    /// Nanoseconds since an arbitrary origin, never falling; on Linux the origin is that of CLOCK_MONOTONIC,
    /// which all processes of one machine share.
    long nanos();
}
