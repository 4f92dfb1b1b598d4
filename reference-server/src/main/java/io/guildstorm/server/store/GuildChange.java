package io.guildstorm.server.store;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.UserId;
import java.util.List;

/// One change of a guild's stored state. All rows of a change become durable together.
public sealed interface GuildChange {
    /// A new message; its nonce, if it has one, is kept beside it for five minutes.
    record MessageAdded(Message message) implements GuildChange {}

    record MessageEdited(Message message) implements GuildChange {}

    record MessageDeleted(ChannelId channel, MessageId message) implements GuildChange {}

    /// The whole guild with its first members.
    record Founded(GuildView view) implements GuildChange {}

    record MembersAdded(List<Member> members) implements GuildChange {}

    record MembersRemoved(List<UserId> members) implements GuildChange {}
}
