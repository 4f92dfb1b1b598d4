package io.guildstorm.server.store;

import io.guildstorm.server.model.Ban;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.ThreadCounts.Said;
import io.guildstorm.server.model.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One change of a guild's stored state. All rows of a change become durable together.
public sealed interface GuildChange {
    /// A new message; its nonce, if it has one, is kept beside it for five minutes.
    /// @param said with it, in the thread that it stands in; null: it stands in none
    record MessageAdded(Message message, @Nullable Said said) implements GuildChange {}

    record MessageEdited(Message message) implements GuildChange {}

    /// @param said without it, in the thread that it stood in; null: it stood in none
    record MessageDeleted(
            ChannelId channel, MessageId message, @Nullable Said said) implements GuildChange {}

    /// The whole guild.
    /// @param members those who can sign in; the others are in the store already, see [MessageStore#keep]
    record Founded(GuildView view, List<Member> members) implements GuildChange {}

    /// They came, or something about them changed.
    record MembersPut(List<Member> members) implements GuildChange {}

    record MembersRemoved(List<UserId> members) implements GuildChange {}

    /// @param said without them, in the thread that they stood in; null: they stood in none
    record MessagesErased(
            ChannelId channel,
            List<MessageId> messages,
            @Nullable Said said) implements GuildChange {}

    /// Name, owner, channels, roles; the rest of the view stays as it is stored.
    record Redefined(GuildView view) implements GuildChange {}

    /// With all that was said in them.
    /// @param gone channels and threads
    record ChannelsErased(GuildView view, List<ChannelId> gone) implements GuildChange {}

    record ThreadPut(ThreadChannel thread) implements GuildChange {}

    /// A thread on a message, with the message that it begins with.
    record ThreadBegun(ThreadChannel thread, Message starter) implements GuildChange {}

    /// The user is no member any more.
    record BanPut(Ban ban) implements GuildChange {}

    record BanErased(UserId user) implements GuildChange {}
}
