package io.guildstorm.server.model;

/// A monotonic clock. The node hands out the real one; tests hand out their own.
@FunctionalInterface
public interface Ticker {
    /// Nanoseconds since an arbitrary origin, never falling; on Linux the origin is that of CLOCK_MONOTONIC.
    long nanos();
}
