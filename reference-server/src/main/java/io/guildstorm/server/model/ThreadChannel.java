package io.guildstorm.server.model;

import java.time.Instant;
import java.util.Set;

/// A thread below a text channel: one level, no threads below threads.
/// @param id that of the message it began with, if it began with one
/// @param parent the text channel whose permissions hold here too
/// @param name 1 to 100 characters
/// @param isPrivate seen by its members and by who may manage threads, and by nobody else
/// @param autoArchiveMinutes told to clients; nothing is archived by itself here
/// @param slowmodeSeconds 0 to 21,600
/// @param members who follows it, at most [#MEMBERS_MAX]
public record ThreadChannel(
        ChannelId id,
        GuildId guild,
        ChannelId parent,
        UserId owner,
        String name,
        boolean isPrivate,
        boolean archived,
        boolean locked,
        int autoArchiveMinutes,
        int slowmodeSeconds,
        Instant archiveChanged,
        Set<UserId> members)
        implements AnyChannel {
    /// As in Discord's public API.
    public static final int MEMBERS_MAX = 1_000;

    public ThreadChannel {
        members = Set.copyOf(members);
    }

    public ThreadChannel withMembers(Set<UserId> others) {
        return new ThreadChannel(
                id,
                guild,
                parent,
                owner,
                name,
                isPrivate,
                archived,
                locked,
                autoArchiveMinutes,
                slowmodeSeconds,
                archiveChanged,
                others);
    }

    public ThreadChannel withArchived(boolean now, Instant when) {
        return new ThreadChannel(
                id,
                guild,
                parent,
                owner,
                name,
                isPrivate,
                now,
                locked,
                autoArchiveMinutes,
                slowmodeSeconds,
                now == archived ? archiveChanged : when,
                members);
    }
}
