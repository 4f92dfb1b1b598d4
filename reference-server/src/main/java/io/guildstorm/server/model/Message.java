package io.guildstorm.server.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message as it is stored. When it was sent follows from its id.
/// @param content at most 2,000 UTF-16 units
/// @param mentionsEveryone whether its text names all who see the channel, and its author may
/// @param edited when it was last edited; null: never
/// @param reference what it refers to; null: nothing
/// @param nonce what the sender gave to tell retries from new messages, as it came (a JSON string or integer); null:
/// none
public record Message(
        MessageId id,
        ChannelId channel,
        GuildId guild,
        User author,
        String content,
        boolean mentionsEveryone,
        @Nullable Instant edited,
        @Nullable Reference reference,
        @Nullable Nonce nonce) {

    /// That names nobody but one by one.
    public Message(
            MessageId id,
            ChannelId channel,
            GuildId guild,
            User author,
            String content,
            @Nullable Instant edited,
            @Nullable Reference reference,
            @Nullable Nonce nonce) {
        this(id, channel, guild, author, content, false, edited, reference, nonce);
    }

    public Message edited(String newContent, boolean nowMentionsEveryone, Instant when) {
        return new Message(id, channel, guild, author, newContent, nowMentionsEveryone, when, reference, nonce);
    }

    /// Whether nobody said it: it is not answered, edited or deleted by itself, and counts as nothing that was said.
    public boolean isSystem() {
        return reference != null && reference.kind() == Reference.Kind.THREAD_STARTER;
    }
}
