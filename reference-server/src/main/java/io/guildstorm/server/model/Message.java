package io.guildstorm.server.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message as it is stored. When it was sent follows from its id.
/// @param content at most 2,000 UTF-16 units
/// @param edited when it was last edited; null: never
/// @param replyTo the message that it answers; null: none
/// @param nonce what the sender gave to tell retries from new messages, as it came (a JSON string or integer); null:
/// none
public record Message(
        MessageId id,
        ChannelId channel,
        GuildId guild,
        User author,
        String content,
        @Nullable Instant edited,
        @Nullable MessageId replyTo,
        @Nullable Nonce nonce) {

    public Message edited(String newContent, Instant when) {
        return new Message(id, channel, guild, author, newContent, when, replyTo, nonce);
    }
}
