package io.guildstorm.simulator.torture.history;

/// What a session met, in the order in which it met it.
public sealed interface Arrival {
    /// When the client read it, ns; it may have been written long before.
    long at();

    /// @param s its number in the session
    record Dispatch(long at, int s, Told told) implements Arrival {}

    /// A new socket asks for the session back.
    /// @param at when RESUME was sent, ns
    /// @param seen number of the last dispatch that the client has
    record ResumeAsked(long at, int seen) implements Arrival {}

    /// The socket is gone.
    record Cut(long at, String why) implements Arrival {}

    /// What a dispatch tells.
    sealed interface Told {
        record Ready() implements Told {}

        record Resumed() implements Told {}

        /// The channels of the guild are there from now on.
        record GuildGained() implements Told {}

        record GuildLost() implements Told {}

        record ChannelGained(String channel) implements Told {}

        record ChannelLost(String channel) implements Told {}

        record Created(String channel, long id, String text) implements Told {}

        record Updated(String channel, long id, String text) implements Told {}

        record Deleted(String channel, long id) implements Told {}

        /// Of no interest to any rule but those about numbers.
        record Other(String name) implements Told {}
    }
}
