package io.guildstorm.scenarios.client;

import io.guildstorm.scenarios.schedule.Ticker;

/// What all sessions of one event loop use.
/// @param target whom they connect to, and how
/// @param buffer that they read into
/// @param payloads that they decode into
/// @param reader that tells their events
/// @param counters that they count in
/// @param ticker the clock
/// @param <A> what the loop notes of a message
public record LoopContext<A>(
        Target target,
        ReceiveBuffer buffer,
        PayloadBuffer payloads,
        DispatchReader<A> reader,
        WireCounters counters,
        Ticker ticker) {
    /// The other end.
    /// @param pathAndQuery of the upgrade, which says how payloads are compressed
    /// @param guild whose GUILD_CREATE makes a session ready
    /// @param identifies false: sessions are ready once upgraded, as the floor knows no protocol
    public record Target(String host, int port, String pathAndQuery, long guild, int intents, boolean identifies) {}
}
