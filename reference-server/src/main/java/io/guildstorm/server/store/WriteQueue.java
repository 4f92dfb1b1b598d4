package io.guildstorm.server.store;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.store.MessageStore.WriteListener;
import io.guildstorm.server.store.SortedRows.RowChange;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What one guild, or the accounts, have queued for the writer, and who may write for the guild.
///
/// **Owner:** the lock of [StoreWriter]; `sweptMinute` alone is the writer thread's own.
final class WriteQueue {
    private static final long NOBODY = -1;

    /// Null: the accounts, which have no head and no owner.
    private final @Nullable GuildId guild;

    final ArrayDeque<Job> jobs = new ArrayDeque<>();
    private long epoch = NOBODY;
    private @Nullable WriteListener listener;

    /// Up to which minute of ids the old nonces were deleted.
    long sweptMinute;

    WriteQueue(@Nullable GuildId guild) {
        this.guild = guild;
    }

    /// Whose queue it is; not to be asked of the accounts.
    GuildId guild() {
        return Objects.requireNonNull(guild);
    }

    boolean mayWrite(GuildHead head) {
        return head.epoch() == epoch;
    }

    /// The owner from now on, and who was it before.
    @Nullable
    WriteListener owned(long newEpoch, @Nullable WriteListener newListener) {
        var before = listener;
        epoch = newEpoch;
        listener = newListener;
        return before;
    }

    /// A claim is on its way: nobody may write until it is durable.
    void fence() {
        epoch = NOBODY;
    }

    /// Nobody may write until the next claim, and nobody is to be told.
    @Nullable
    WriteListener refuse() {
        return owned(NOBODY, null);
    }

    @Nullable
    WriteListener listener() {
        return listener;
    }

    /// Takes out what waits of the guild's own writes, and says how many these were.
    int dropWrites() {
        int before = jobs.size();
        jobs.removeIf(Job.GuildWrite.class::isInstance);
        return before - jobs.size();
    }

    /// What the writer is asked to do.
    sealed interface Job {
        /// @param committed runs on the writer once durable, before the guild is told
        record GuildWrite(GuildHead head, List<RowChange> rows, int bytes, Runnable committed) implements Job {}

        record Claim(WriteListener listener, CompletableFuture<GuildHead> claimed) implements Job {}

        record AccountWrite(List<RowChange> rows, int bytes, CompletableFuture<Void> done) implements Job {}

        default int size() {
            return switch (this) {
                case GuildWrite write -> write.bytes();
                case AccountWrite write -> write.bytes();
                case Claim _ -> 0;
            };
        }
    }
}
