package io.guildstorm.scenarios.run.machine;

import io.guildstorm.scenarios.run.exit.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Room on the disk of a run: asked for before it starts, watched while it lasts, and a part of it held back, so that
/// even on a full disk there is room to write what was measured.
///
/// **Owner:** the run's thread.
public final class DiskRoom {
    private static final long LEAST_BYTES = 200L << 20;
    /// Below this the run ends: the server and the logs of the processes are about to fail, each in a way of its own.
    private static final long FEWEST_BYTES = 24L << 20;
    /// A record, its page and its charts take 3 MB, what the processes write at their end as much again.
    private static final int RESERVE_BYTES = 16 << 20;

    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1) / 2;

    private final Path folder;
    private final Path reserve;
    private final LongSupplier freeBytes;
    private Runnable whenFull = () -> {};
    private boolean told;
    private long nextNanos = System.nanoTime();

    /// @param folder of the run
    /// @param work where the reserve is held
    public DiskRoom(Path folder, Path work) throws IOException {
        this(folder, work, () -> free(folder));
    }

    DiskRoom(Path folder, Path work, LongSupplier freeBytes) throws IOException {
        this.folder = folder;
        this.freeBytes = freeBytes;
        reserve = work.resolve("reserve");
        Files.write(reserve, new byte[RESERVE_BYTES]);
    }

    /// @param folder of the run, which need not exist yet
    /// @throws EnvironmentException when there is too little for a run
    public static void check(Path folder) throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) there = there.getParent();
        long free = Files.getFileStore(there).getUsableSpace();
        if (free < LEAST_BYTES)
            throw new EnvironmentException("only %d MiB are free for %s, a run needs %d: name another disk with --out"
                    .formatted(free >> 20, folder, LEAST_BYTES >> 20));
    }

    /// Unreadable counts as room.
    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unreadable) {
            return Long.MAX_VALUE;
        }
    }

    /// Whether there is too little left to go on.
    public boolean full() {
        return freeBytes.getAsLong() < FEWEST_BYTES;
    }

    /// What to say when it is.
    public String inWords() {
        return "the disk of " + folder + " is full: less than " + (FEWEST_BYTES >> 20) + " MiB are left";
    }

    /// @param task run once by [#pulse]
    public void onFull(Runnable task) {
        whenFull = task;
    }

    /// To be called often; looks when half a second has passed.
    public void pulse() {
        if (told || System.nanoTime() - nextNanos < 0) return;
        nextNanos = System.nanoTime() + PERIOD_NANOS;
        if (!full()) return;
        told = true;
        whenFull.run();
    }

    /// Gives back what was held: now the files of the run's end are written.
    public void release() {
        try {
            Files.deleteIfExists(reserve);
        } catch (IOException gone) {
            // then the disk has other troubles, which the next write tells
        }
    }
}
