package io.guildstorm.server.store;

import io.guildstorm.server.model.Ban;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.UserId;
import java.util.List;

/// One change of a guild's stored state. All rows of a change become durable together.
public sealed interface GuildChange {
    /// A new message; its nonce, if it has one, is kept beside it for five minutes.
    record MessageAdded(Message message) implements GuildChange {}

    record MessageEdited(Message message) implements GuildChange {}

    record MessageDeleted(ChannelId channel, MessageId message) implements GuildChange {}

    /// The whole guild.
    /// @param members those who can sign in; the others are in the store already, see [MessageStore#keep]
    record Founded(GuildView view, List<Member> members) implements GuildChange {}

    /// They came, or something about them changed.
    record MembersPut(List<Member> members) implements GuildChange {}

    record MembersRemoved(List<UserId> members) implements GuildChange {}

    record MessagesErased(ChannelId channel, List<MessageId> messages) implements GuildChange {}

    /// Name, owner, channels, roles; the rest of the view stays as it is stored.
    record Redefined(GuildView view) implements GuildChange {}

    /// With all that was said in them.
    /// @param gone channels and threads
    record ChannelsErased(GuildView view, List<ChannelId> gone) implements GuildChange {}

    record ThreadPut(ThreadChannel thread) implements GuildChange {}

    /// The user is no member any more.
    record BanPut(Ban ban) implements GuildChange {}

    record BanErased(UserId user) implements GuildChange {}
}
