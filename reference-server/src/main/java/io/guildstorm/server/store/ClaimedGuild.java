package io.guildstorm.server.store;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.Nonce;
import io.guildstorm.server.model.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a new owner needs to go on.
/// @param head with the new epoch, and the position and last id that the previous owner reached
/// @param view null: claimed, but never founded
/// @param nonces of the last five minutes before the last id, and possibly some older ones, by rising message id
public record ClaimedGuild(GuildHead head, @Nullable GuildView view, List<UsedNonce> nonces) {
    /// A nonce and the message that it made.
    public record UsedNonce(ChannelId channel, UserId author, Nonce nonce, MessageId message) {}
}
