package io.guildstorm.server.store;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Snowflake;
import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.store.MessageStore.WriteListener;
import io.guildstorm.server.store.SortedRows.RowChange;
import io.guildstorm.server.store.SortedRows.Table;
import io.guildstorm.server.store.WriteQueue.Job;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one writer of a store: many guilds share each sync of the log.
///
/// It takes what waits, one write of each guild in turn, up to `batchWrites` or `batchBytes`, and writes that as one
/// synced batch. While a batch is being synced the next one gathers, so the batches grow with the load and a lone
/// write waits for nobody.
///
/// **Owner** of the engine's writes and of all epochs: the thread `store-writer`. The queues are behind one lock,
/// which is never held over I/O or a call out.
final class StoreWriter implements AutoCloseable {
    private final SortedRows rows;
    private final StoreSettings settings;
    private final Ticker ticker;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Map<GuildId, WriteQueue> queues = new HashMap<>();
    private final WriteQueue accounts = new WriteQueue(null);
    private final ArrayDeque<WriteQueue> ready = new ArrayDeque<>();
    private int pending;
    private boolean closing;

    /// The last batch failed; the engine has to recover before the next. Writer thread only.
    private boolean broken;

    /// @param onDeath the writer's thread has ended by an error: a server that cannot write must not look alive
    StoreWriter(SortedRows rows, StoreSettings settings, Ticker ticker, Consumer<Throwable> onDeath) {
        this.rows = rows;
        this.settings = settings;
        this.ticker = ticker;
        thread = Thread.ofPlatform().name("store-writer").unstarted(() -> run(onDeath));
    }

    void start() {
        thread.start();
    }

    boolean offer(GuildId guild, Job.GuildWrite write) {
        lock.lock();
        try {
            if (pending >= settings.pending() || closing) {
                return false;
            }
            var queue = queueOf(guild);
            if (queue.mayWrite(write.head())) { // else fenced: its owner has been told, or soon learns of the claim
                pending++;
                enqueue(queue, write);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// The head with the new epoch, once that is durable.
    CompletableFuture<GuildHead> claim(GuildId guild, WriteListener listener) {
        var claim = new Job.Claim(listener, new CompletableFuture<>());
        lock.lock();
        try {
            var queue = queueOf(guild);
            pending -= queue.dropWrites();
            queue.fence();
            enqueue(queue, claim);
        } finally {
            lock.unlock();
        }
        return claim.claimed();
    }

    CompletableFuture<Void> write(List<RowChange> accountRows, int bytes) {
        var write = new Job.AccountWrite(accountRows, bytes, new CompletableFuture<>());
        lock.lock();
        try {
            enqueue(accounts, write);
        } finally {
            lock.unlock();
        }
        return write.done();
    }

    int pending() {
        lock.lock();
        try {
            return pending;
        } finally {
            lock.unlock();
        }
    }

    private WriteQueue queueOf(GuildId guild) {
        return queues.computeIfAbsent(guild, WriteQueue::new);
    }

    private void enqueue(WriteQueue queue, Job job) {
        if (queue.jobs.isEmpty()) {
            ready.add(queue);
            work.signal();
        }
        queue.jobs.add(job);
    }

    private void run(Consumer<Throwable> onDeath) {
        try {
            for (var batch = take(); !batch.isEmpty(); batch = take()) {
                commit(batch);
            }
        } catch (Throwable death) {
            onDeath.accept(death);
        }
    }

    /// Waits for work; empty: closed and all done.
    private List<Taken> take() throws InterruptedException {
        var batch = new ArrayList<Taken>();
        int bytes = 0;
        lock.lock();
        try {
            while (ready.isEmpty() && !closing) {
                work.await();
            }
            while (!ready.isEmpty() && batch.size() < settings.batchWrites() && bytes < settings.batchBytes()) {
                var queue = ready.remove();
                var job = queue.jobs.poll();
                if (job == null) {
                    continue; // a claim or a failure emptied it
                }
                batch.add(new Taken(queue, job));
                bytes += job.size();
                if (!queue.jobs.isEmpty()) {
                    ready.add(queue);
                }
                if (job instanceof Job.Claim) {
                    break; // what follows is judged by the new epoch
                }
            }
            return batch.isEmpty() && !closing ? take() : batch;
        } finally {
            lock.unlock();
        }
    }

    private void commit(List<Taken> batch) {
        var heads = new LinkedHashMap<WriteQueue, GuildHead>();
        try {
            if (broken) {
                rows.recover();
                broken = false;
            }
            rows.write(changesOf(batch, heads));
        } catch (IOException e) {
            broken = true;
            fail(batch, e);
            return;
        }
        long nanos = ticker.nanos();
        batch.forEach(taken -> settle(taken, heads));
        lock.lock();
        try {
            pending -= writesIn(batch);
        } finally {
            lock.unlock();
        }
        heads.forEach((queue, head) -> {
            var listener = listenerOf(queue);
            if (listener != null) {
                listener.durable(head.position(), nanos);
            }
        });
    }

    private List<RowChange> changesOf(List<Taken> batch, Map<WriteQueue, GuildHead> heads) throws IOException {
        var changes = new ArrayList<RowChange>();
        for (var taken : batch) {
            switch (taken.job) {
                case Job.GuildWrite write -> {
                    changes.addAll(write.rows());
                    heads.put(taken.queue, write.head());
                }
                case Job.Claim _ -> heads.put(taken.queue, nextOwner(taken.queue.guild()));
                case Job.AccountWrite write -> changes.addAll(write.rows());
            }
        }
        heads.forEach((queue, head) -> addHead(changes, queue, head));
        return changes;
    }

    private GuildHead nextOwner(GuildId guild) throws IOException {
        var head = StoredRows.head(rows.get(Table.GUILDS, StoredRows.headKey(guild)));
        return new GuildHead(head.epoch() + 1, head.position(), head.lastId());
    }

    /// The head row; and once in a minute of the guild's ids, the end of its old nonces.
    private static void addHead(List<RowChange> changes, WriteQueue queue, GuildHead head) {
        var guild = queue.guild();
        changes.add(new RowChange.Put(Table.GUILDS, StoredRows.headKey(guild), StoredRows.head(head)));
        long millis = head.lastId() >>> Snowflake.TIME_SHIFT;
        long minute = millis / 60_000;
        if (minute > queue.sweptMinute) {
            queue.sweptMinute = minute;
            long oldest = Math.max(0, millis - MessageStore.NONCE_WINDOW.toMillis()) << Snowflake.TIME_SHIFT;
            changes.add(new RowChange.DeleteRange(
                    Table.NONCES, StoredRows.key(guild.value(), 0), StoredRows.key(guild.value(), oldest)));
        }
    }

    /// The batch is durable.
    private void settle(Taken taken, Map<WriteQueue, GuildHead> heads) {
        switch (taken.job) {
            case Job.GuildWrite write -> write.committed().run();
            case Job.AccountWrite write -> write.done().complete(null);
            case Job.Claim claim -> {
                var head = Objects.requireNonNull(heads.get(taken.queue));
                var before = changeOwner(taken.queue, head.epoch(), claim.listener());
                if (before != null) {
                    before.failed(new IOException("guild " + taken.queue.guild() + " has a new owner"));
                }
                claim.claimed().complete(head);
            }
        }
    }

    private void fail(List<Taken> batch, IOException cause) {
        var told = new ArrayList<WriteListener>();
        lock.lock();
        try {
            pending -= writesIn(batch);
            for (var taken : batch) {
                if (taken.job instanceof Job.GuildWrite) {
                    pending -= taken.queue.dropWrites();
                    var owner = taken.queue.refuse();
                    if (owner != null) {
                        told.add(owner);
                    }
                }
            }
        } finally {
            lock.unlock();
        }
        for (var taken : batch) {
            switch (taken.job) {
                case Job.GuildWrite _ -> {}
                case Job.Claim claim -> claim.claimed().completeExceptionally(cause);
                case Job.AccountWrite write -> write.done().completeExceptionally(cause);
            }
        }
        told.forEach(owner -> owner.failed(cause));
    }

    private static int writesIn(List<Taken> batch) {
        int writes = 0;
        for (var taken : batch) {
            if (taken.job instanceof Job.GuildWrite) {
                writes++;
            }
        }
        return writes;
    }

    private @Nullable WriteListener changeOwner(WriteQueue queue, long epoch, WriteListener listener) {
        lock.lock();
        try {
            return queue.owned(epoch, listener);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable WriteListener listenerOf(WriteQueue queue) {
        lock.lock();
        try {
            return queue.listener();
        } finally {
            lock.unlock();
        }
    }

    /// Writes what waits, then ends the thread. What is offered from now on is refused.
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private record Taken(WriteQueue queue, Job job) {}
}
