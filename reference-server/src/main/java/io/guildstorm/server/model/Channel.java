package io.guildstorm.server.model;

import org.jspecify.annotations.Nullable;

/// A text channel of a guild.
/// @param name 1 to 100 characters
/// @param position place in the list, from 0
/// @param topic at most 1,024 characters
public record Channel(
        ChannelId id,
        GuildId guild,
        String name,
        int position,
        @Nullable String topic) {}
