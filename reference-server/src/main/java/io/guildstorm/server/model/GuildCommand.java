package io.guildstorm.server.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a guild process can be asked to do. Form (lengths, types) was checked before; rules are the guild's.
public sealed interface GuildCommand
        permits GuildCommand.Messages, GuildCommand.Membership, AccessCommand, ThreadCommand {
    /// About what is said.
    sealed interface Messages extends GuildCommand {}

    /// The operator's, about the guild as a whole and its members in numbers.
    sealed interface Membership extends GuildCommand {}

    /// @param enforceNonce a message of the same author, channel and nonce within five minutes is answered
    /// instead of a new one
    /// @param replyTo null: it answers nothing
    /// @param mayMentionEveryone whether `@everyone` in its text means everyone, if its author may mention them
    record SendMessage(
            ChannelId channel,
            User author,
            String content,
            @Nullable Nonce nonce,
            boolean enforceNonce,
            @Nullable ReplyTo replyTo,
            boolean mayMentionEveryone)
            implements Messages {
        /// That means everyone if it says so.
        public SendMessage(
                ChannelId channel,
                User author,
                String content,
                @Nullable Nonce nonce,
                boolean enforceNonce,
                @Nullable ReplyTo replyTo) {
            this(channel, author, content, nonce, enforceNonce, replyTo, true);
        }
    }

    /// What a message answers, in the same channel.
    /// @param required the send is refused if it is not there; else it is sent as no answer then
    record ReplyTo(MessageId message, boolean required) {}

    /// @param mayMentionEveryone as of [SendMessage]
    record EditMessage(ChannelId channel, MessageId message, UserId editor, String content, boolean mayMentionEveryone)
            implements Messages {
        /// That means everyone if it says so.
        public EditMessage(ChannelId channel, MessageId message, UserId editor, String content) {
            this(channel, message, editor, content, true);
        }
    }

    record DeleteMessage(ChannelId channel, MessageId message, UserId by) implements Messages {}

    /// All at once; those that are not there are passed over.
    /// @param messages 2 to 100, each once
    record DeleteMessages(ChannelId channel, List<MessageId> messages, UserId by) implements Messages {}

    /// @param hidden who types hides: it is answered as always, and nobody hears of it
    record StartTyping(ChannelId channel, UserId user, boolean hidden) implements Messages {
        /// In the open.
        public StartTyping(ChannelId channel, UserId user) {
            this(channel, user, false);
        }
    }

    /// Creates the guild with its channels; ids of channels are given out by the guild.
    /// @param members who can sign in
    /// @param crowd who cannot, stored already
    record Create(String name, User owner, List<String> channels, List<User> members, Crowd crowd)
            implements Membership {}

    /// Bulk join; who is a member already stays as they are, who is banned stays out.
    record AddMembers(List<User> users) implements Membership {}

    /// Bulk leave; returns when nobody of them is delivered anything any more.
    record RemoveMembers(List<UserId> users) implements Membership {}
}
