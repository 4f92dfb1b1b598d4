package io.guildstorm.server.gateway.inprocess;

import io.guildstorm.server.gateway.session.EventFilter;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Overwrite;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the users of one block may see: those with the same roles see the same, so it is found out for one of each kind
/// and not for each user. Who is named by a channel or owns the guild is a kind alone.
///
/// **Owner:** the lane.
final class BlockViews {
    /// Of who is no member any more.
    static final short NOTHING = 0;

    private final int intents;
    private final short[] kinds;
    private final List<UserId> examples = new ArrayList<>();
    private boolean[] gets = {false};

    /// @param users how many the block has
    /// @param intents that all of them asked for
    BlockViews(int users, int intents) {
        kinds = new short[users];
        this.intents = intents;
    }

    /// Finds the kinds of all users.
    /// @param users by rising id; who is no member sees nothing
    void sort(GuildView view, long[] users) {
        examples.clear();
        Map<List<RoleId>, Short> byRoles = new HashMap<>();
        var apart = apart(view);
        for (int i = 0; i < users.length; i++) {
            var user = new UserId(users[i]);
            var roles = view.members().roles(user);
            if (roles == null) {
                kinds[i] = NOTHING;
            } else if (apart.contains(user)) {
                kinds[i] = kindOf(user);
            } else {
                kinds[i] = byRoles.computeIfAbsent(roles, _ -> kindOf(user));
            }
        }
        gets = new boolean[examples.size() + 1];
    }

    private short kindOf(UserId example) {
        examples.add(example);
        return (short) examples.size();
    }

    /// Whom the guild speaks of by name.
    private static Set<UserId> apart(GuildView view) {
        var apart = new HashSet<UserId>();
        apart.add(view.owner());
        for (Channel channel : view.channels()) {
            for (Overwrite overwrite : channel.overwrites()) {
                if (overwrite.kind() == Overwrite.Kind.MEMBER) {
                    apart.add(new UserId(overwrite.target()));
                }
            }
        }
        for (ThreadChannel thread : view.threads().values()) {
            if (thread.isPrivate()) {
                apart.addAll(thread.members());
            }
        }
        return apart;
    }

    /// Finds out who gets an event, for [#gets].
    void load(EventFilter filter) {
        for (int kind = 1; kind < gets.length; kind++) {
            gets[kind] = filter.reaches(examples.get(kind - 1), intents);
        }
    }

    /// Whether the user at this place gets the event that was loaded last.
    boolean gets(int place) {
        return gets[kinds[place]];
    }
}
