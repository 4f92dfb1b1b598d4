package io.guildstorm.scenarios.client;

import io.guildstorm.scenarios.check.Status;

/// Who is told what a [PresenceSession] hears; always on its event loop.
public interface PresenceEvents {
    /// READY and all of its guilds have come.
    /// @param startedNanos when READY came: it is online to others from here on
    void ready(long startedNanos, long nanos);

    /// It ended before it was ready, or against our will after it.
    void ended(int code, String why);

    /// It was told a status, in a dispatch or in GUILD_CREATE.
    void told(long user, Status status, long nanos);

    /// A dispatch brought statuses; told after them.
    /// @param wireBytes of its frame; of a GUILD_CREATE its payload
    void dispatch(int statuses, int wireBytes, long nanos);
}
