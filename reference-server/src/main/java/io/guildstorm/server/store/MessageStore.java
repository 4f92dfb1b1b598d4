package io.guildstorm.server.store;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Members;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Where everything survives. Guild processes write through it, everyone reads from it. No call blocks; any thread.
///
/// **Ownership is fenced.** Who writes for a guild claims it first and gets a new epoch, durable before the claim
/// completes. What is queued or comes later with an older epoch is dropped: a paused old owner cannot write.
public interface MessageStore extends AutoCloseable {
    /// How long a nonce is remembered, by the ids of the messages between.
    Duration NONCE_WINDOW = Duration.ofMinutes(5);

    MessageReads reads();

    Accounts accounts();

    /// All guilds that were founded, in no order.
    List<GuildId> guilds();

    /// Takes the guild over: what the previous owner has queued is dropped, and what it wrote is loaded. Also the
    /// way back after [WriteListener#failed].
    CompletionStage<ClaimedGuild> claim(GuildId guild, WriteListener listener);

    /// Queues one change. It becomes durable after all that the guild queued before it, and in one step with
    /// `head`.
    /// @param head the guild after this change; its epoch is that of the claim
    /// @return false: `store.pending` writes wait already, nothing was taken
    boolean write(GuildId guild, GuildHead head, GuildChange change);

    /// Stores members of a guild that is still to be founded; durable when the stage completes. They come back with the
    /// guild's claim, once it has been founded.
    CompletionStage<Void> keep(GuildId guild, Members members);

    /// Writes that wait or are being written.
    int pending();

    /// How often the log was synced since the store was opened; always 0 when nothing is.
    long syncs();

    /// What was queued is written first.
    @Override
    void close();

    /// Told how the writes of one claim went. Runs on the writer's thread: hand over and return.
    interface WriteListener {
        /// All writes up to `position` are durable.
        /// @param nanos when the sync had returned, on the node's ticker
        void durable(long position, long nanos);

        /// Every write that was not reported durable has failed, and later ones are dropped until the guild
        /// is claimed anew.
        void failed(Throwable cause);
    }
}
