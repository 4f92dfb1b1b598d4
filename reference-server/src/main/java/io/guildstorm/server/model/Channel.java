package io.guildstorm.server.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A channel of a guild.
/// @param name 1 to 100 characters
/// @param position place in the list, from 0
/// @param topic at most 1,024 characters
/// @param overwrites at most one for each role and member
/// @param parent the category that it is listed under; permissions do not follow from it
/// @param slowmodeSeconds 0 to 21,600
public record Channel(
        ChannelId id,
        GuildId guild,
        Kind kind,
        String name,
        int position,
        @Nullable String topic,
        List<Overwrite> overwrites,
        @Nullable ChannelId parent,
        int slowmodeSeconds)
        implements AnyChannel {
    public Channel {
        overwrites = List.copyOf(overwrites);
    }

    /// What it is for, with the numbers of Discord's public API.
    public enum Kind {
        TEXT(0),
        /// Listed; nothing is said in it here.
        VOICE(2),
        CATEGORY(4);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        public static @Nullable Kind of(long code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            return null;
        }
    }

    /// A text channel that all may read and write who may in the guild.
    public static Channel text(ChannelId id, GuildId guild, String name, int position) {
        return new Channel(id, guild, Kind.TEXT, name, position, null, List.of(), null, 0);
    }

    public Channel withOverwrites(List<Overwrite> others) {
        return new Channel(id, guild, kind, name, position, topic, others, parent, slowmodeSeconds);
    }

    /// Whether its overwrites say anything of `permission`, so that the guild's roles alone do not decide.
    public boolean decides(Permission permission) {
        for (Overwrite overwrite : overwrites) {
            if (permission.in(overwrite.allow() | overwrite.deny())) {
                return true;
            }
        }
        return false;
    }
}
