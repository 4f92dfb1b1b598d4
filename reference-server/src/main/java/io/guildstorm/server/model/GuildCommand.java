package io.guildstorm.server.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a guild process can be asked to do. Form (lengths, types) was checked before; rules are the guild's.
public sealed interface GuildCommand {
    /// @param enforceNonce a message of the same author, channel and nonce within five minutes is answered
    /// instead of a new one
    record SendMessage(
            ChannelId channel,
            User author,
            String content,
            @Nullable Nonce nonce,
            boolean enforceNonce,
            @Nullable MessageId replyTo)
            implements GuildCommand {}

    record EditMessage(ChannelId channel, MessageId message, UserId editor, String content) implements GuildCommand {}

    record DeleteMessage(ChannelId channel, MessageId message, UserId by) implements GuildCommand {}

    record StartTyping(ChannelId channel, UserId user) implements GuildCommand {}

    /// Creates the guild with its channels; ids of channels are given out by the guild.
    record Create(String name, User owner, List<String> channels, List<User> members) implements GuildCommand {}

    /// Bulk join; who is a member already stays as they are.
    record AddMembers(List<User> users) implements GuildCommand {}

    /// Bulk leave; returns when nobody of them is delivered anything any more.
    record RemoveMembers(List<UserId> users) implements GuildCommand {}
}
