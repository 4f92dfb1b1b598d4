package io.guildstorm.server.store;

import io.guildstorm.server.store.MessageReads.ReadsBusy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The threads `store-read-N`: native reads block, so that they run neither on event loops nor on virtual threads,
/// whose carriers they would hold.
///
/// **Owner** of nothing: any thread calls.
final class StoreReaders implements AutoCloseable {
    private final ExecutorService threads;
    private final Semaphore room;

    StoreReaders(StoreSettings settings) {
        threads = Executors.newFixedThreadPool(
                settings.readers(), Thread.ofPlatform().name("store-read-", 0).factory());
        room = new Semaphore(settings.readers() + settings.readsWaiting());
    }

    /// Fails with [ReadsBusy] when as many as may wait are waiting.
    <T> CompletableFuture<T> read(Read<T> read) {
        if (!room.tryAcquire()) {
            return CompletableFuture.failedFuture(new ReadsBusy());
        }
        return load(read).whenComplete((_, _) -> room.release());
    }

    /// The same for a guild that starts: it is never refused.
    <T> CompletableFuture<T> load(Read<T> read) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return read.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                threads);
    }

    /// What waits is read first.
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    interface Read<T> {
        T run() throws IOException;
    }
}
