package io.guildstorm.server.memberlist;

import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.Viewport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/// One session's look at the lists of its guild. **Owner:** the guild.
final class Look {
    final Recipient session;
    final UserId user;
    final Viewer viewer;
    Viewport viewport;
    /// The blocks that it was told of, or is about to be.
    final Map<MemberList, SortedSet<Integer>> seats = new HashMap<>();
    /// It waits to be seated.
    boolean waits;
    /// Its client has said that it looks elsewhere, and need not be told of what it leaves.
    boolean moves;

    Look(Recipient session, UserId user, Viewer viewer, Viewport viewport) {
        this.session = session;
        this.user = user;
        this.viewer = viewer;
        this.viewport = viewport;
    }

    /// Whether it may be told of anything that it looks at.
    boolean seesAny(GuildView view) {
        return seesAny(view, user, viewport);
    }

    static boolean seesAny(GuildView view, UserId user, Viewport viewport) {
        return viewport.blocks().keySet().stream().anyMatch(id -> {
            var channel = view.channel(id);
            return channel != null && Permissions.sees(view, channel, user);
        });
    }

    /// Whether its user or one of its channels is among these.
    boolean concerns(List<Long> ids) {
        return ids.contains(user.value())
                || viewport.blocks().keySet().stream().anyMatch(channel -> ids.contains(channel.value()));
    }
}
