package io.guildstorm.server.guild;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.ThreadCounts.Said;
import org.jspecify.annotations.Nullable;

/// What messages that come or go in a channel do to the counts of its guild. Pure.
/// @param said in the thread that the channel is, with the change; null: it is none, and nothing is counted
/// @param view with that; null: as before
record Counted(@Nullable Said said, @Nullable GuildView view) {
    private static final Counted NOT = new Counted(null, null);

    /// @param position of the change
    static Counted added(GuildView view, ChannelId channel, long position) {
        return view.thread(channel) == null
                ? NOT
                : of(view, channel, view.counts().in(channel).more(), position);
    }

    /// @param messages how many go
    /// @param position of the change
    static Counted deleted(GuildView view, ChannelId channel, int messages, long position) {
        return view.thread(channel) == null
                ? NOT
                : of(view, channel, view.counts().in(channel).without(messages), position);
    }

    private static Counted of(GuildView view, ChannelId thread, Said said, long position) {
        return new Counted(
                said, view.withCounts(view.counts().with(thread, said)).at(position));
    }
}
