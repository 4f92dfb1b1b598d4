package io.guildstorm.server.model;

/// Where messages stand: a channel of a guild or a thread below one. They share one space of ids.
public sealed interface AnyChannel permits Channel, ThreadChannel {
    ChannelId id();

    GuildId guild();

    String name();

    /// How long an author waits between two messages here, in seconds: slow mode; 0: not at all.
    int slowmodeSeconds();
}
