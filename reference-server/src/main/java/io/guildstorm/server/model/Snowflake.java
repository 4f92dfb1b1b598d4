package io.guildstorm.server.model;

import java.time.Instant;

/// How an id holds its time: milliseconds since [#EPOCH_MS] in the upper bits, then 5 bits worker, 5 bits process, 12
/// bits counter. Clients compute a message's time from its id with this epoch (Discord's public API reference,
/// "Snowflakes").
public final class Snowflake {
    /// 2015-01-01T00:00:00Z in milliseconds of Unix time.
    public static final long EPOCH_MS = 1_420_070_400_000L;

    /// Bits below the milliseconds.
    public static final int TIME_SHIFT = 22;

    private Snowflake() {}

    public static Instant timeOf(long id) {
        return Instant.ofEpochMilli((id >>> TIME_SHIFT) + EPOCH_MS);
    }
}
