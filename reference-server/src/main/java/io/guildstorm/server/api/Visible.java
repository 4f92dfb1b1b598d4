package io.guildstorm.server.api;

import io.guildstorm.server.guild.Guilds;
import io.guildstorm.server.model.AnyChannel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.RefusedRequest;

/// What a caller can see, by the newest view of the guild. What cannot be seen is refused as if it were absent.
/// Immutable; any thread.
record Visible(Guilds guilds) {
    GuildView guild(GuildId guild, UserId reader) {
        var view = guilds.view(guild);
        if (view == null || view.member(reader) == null) {
            throw new RefusedRequest(404, 10004, "Unknown Guild");
        }
        return view;
    }

    /// The guild of a channel that the reader can see.
    GuildView channel(ChannelId channel, UserId reader) {
        var guild = guilds.guildOf(channel);
        var view = guild == null ? null : guilds.view(guild);
        if (view == null || !view.allows(reader, channel, Permission.VIEW_CHANNEL)) {
            throw new RefusedRequest(404, 10003, "Unknown Channel");
        }
        return view;
    }

    /// A channel or thread that the reader can see.
    AnyChannel anyChannel(ChannelId channel, UserId reader) {
        var found = channel(channel, reader).anyChannel(channel);
        if (found == null) {
            throw new RefusedRequest(404, 10003, "Unknown Channel");
        }
        return found;
    }

    /// The guild of a channel whose history the reader may read.
    GuildView history(ChannelId channel, UserId reader) {
        var view = channel(channel, reader);
        if (!view.allows(reader, channel, Permission.READ_MESSAGE_HISTORY)) {
            throw new RefusedRequest(403, 50013, "Missing Permissions");
        }
        return view;
    }
}
