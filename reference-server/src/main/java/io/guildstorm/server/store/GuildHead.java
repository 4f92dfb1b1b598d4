package io.guildstorm.server.store;

/// How far a guild has come: written with each of its changes.
/// @param epoch which owner wrote it, 1 and above; 0: never claimed
/// @param position its newest position: epoch in the upper 16 bits, counter in the lower 48
/// @param lastId the greatest id that the guild has given out, 0: none; a new owner with a slower clock goes on above
/// it
public record GuildHead(long epoch, long position, long lastId) {
    /// A guild that nobody has claimed yet.
    static final GuildHead NONE = new GuildHead(0, 0, 0);
}
