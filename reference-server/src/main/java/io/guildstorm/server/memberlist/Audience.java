package io.guildstorm.server.memberlist;

import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Overwrite;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Who sees a channel: what it says of that beside the guild's roles. Channels that say the same share a list.
/// Immutable.
/// @param all whether every member does
/// @param overwrites what the channel allows and denies of seeing it, in one order
record Audience(boolean all, List<Overwrite> overwrites) {
    static final Audience EVERYONE = new Audience(true, List.of());

    private static final long VIEW = Permission.VIEW_CHANNEL.bit();

    static Audience of(GuildView view, Channel channel) {
        var said = channel.overwrites().stream()
                .filter(one -> ((one.allow() | one.deny()) & VIEW) != 0)
                .map(Audience::onView)
                .sorted(Comparator.comparingLong(Overwrite::target))
                .toList();
        return isSeenByAll(view, said) ? EVERYONE : new Audience(false, said);
    }

    /// What is in both is allowed.
    private static Overwrite onView(Overwrite one) {
        boolean allows = (one.allow() & VIEW) != 0;
        return new Overwrite(one.target(), one.kind(), allows ? VIEW : 0, allows ? 0 : VIEW);
    }

    private static boolean isSeenByAll(GuildView view, List<Overwrite> said) {
        long everyone = view.everyone().value();
        var role = view.roles().get(view.everyone());
        boolean bySomeRule = role != null && Permission.VIEW_CHANNEL.in(role.permissions());
        for (Overwrite one : said) {
            if (one.deny() != 0) {
                return false;
            }
            bySomeRule |= one.target() == everyone;
        }
        return bySomeRule;
    }

    /// As Discord's clients name it: by what the overwrites say.
    String list() {
        return all
                ? "everyone"
                : Long.toString(MurmurHash.of(overwrites.stream()
                        .map(one -> (one.deny() == 0 ? "allow:" : "deny:") + one.target())
                        .sorted()
                        .collect(Collectors.joining(","))));
    }

    /// Asks of members only.
    boolean sees(GuildView view, UserId member) {
        return all || Permissions.sees(view, example(view), member);
    }

    /// A channel with this audience and nothing else.
    private Channel example(GuildView view) {
        return Channel.text(new ChannelId(1), view.id(), "", 0).withOverwrites(overwrites);
    }
}
