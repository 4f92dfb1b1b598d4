package io.guildstorm.server.guild;

import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which guild a channel or thread of this node belongs to. Any thread reads; the guild whose view changes writes,
/// before
/// anybody is told of the change, so that who hears of a channel can use it.
final class ChannelDirectory {
    private final Map<ChannelId, GuildId> guilds = new ConcurrentHashMap<>();

    @Nullable
    GuildId guildOf(ChannelId channel) {
        return guilds.get(channel);
    }

    /// @param before null: the guild is new here
    @SuppressWarnings("ReferenceEquality") // views are immutable and share what did not change
    void changed(@Nullable GuildView before, GuildView after) {
        if (before != null && before.channels() == after.channels() && before.threads() == after.threads()) {
            return;
        }
        var now = idsOf(after);
        now.forEach(id -> guilds.put(id, after.id()));
        if (before != null) {
            var gone = idsOf(before);
            gone.removeAll(now);
            gone.forEach(guilds::remove);
        }
    }

    private static Set<ChannelId> idsOf(GuildView view) {
        var ids = new HashSet<>(view.threads().keySet());
        view.channels().stream().map(Channel::id).forEach(ids::add);
        return ids;
    }
}
