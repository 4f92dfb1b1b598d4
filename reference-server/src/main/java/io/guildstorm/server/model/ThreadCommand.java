package io.guildstorm.server.model;

import org.jspecify.annotations.Nullable;

/// About threads. In what is edited, null means: as before.
public sealed interface ThreadCommand extends GuildCommand {
    /// Who asks.
    UserId by();

    /// @param on the message that it begins with, whose id it takes; null: none
    record StartThread(
            UserId by,
            ChannelId parent,
            @Nullable MessageId on,
            String name,
            boolean isPrivate,
            int autoArchiveMinutes,
            int slowmodeSeconds)
            implements ThreadCommand {}

    record EditThread(UserId by, ChannelId thread, ThreadEdit to) implements ThreadCommand {}

    /// @param user whom; oneself too
    record AddToThread(UserId by, ChannelId thread, UserId user) implements ThreadCommand {}

    /// @param user whom; oneself too
    record RemoveFromThread(UserId by, ChannelId thread, UserId user) implements ThreadCommand {}

    record ThreadEdit(
            @Nullable String name,
            @Nullable Boolean archived,
            @Nullable Boolean locked,
            @Nullable Integer autoArchiveMinutes,
            @Nullable Integer slowmodeSeconds) {}
}
