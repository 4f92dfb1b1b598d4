package io.guildstorm.server.store;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// An engine on a disk that can be told to fail, or to stand still.
public final class FaultyRows extends ForwardedRows {
    private final List<List<RowChange>> batches = new CopyOnWriteArrayList<>();
    private volatile @Nullable IOException failure;
    private volatile @Nullable RuntimeException bug;
    private volatile boolean failingOnceStored;
    private volatile Gate gate = new Gate(new CountDownLatch(1), new CountDownLatch(0));

    /// Before a write.
    /// @param arrived open once one has come to it
    private record Gate(CountDownLatch arrived, CountDownLatch open) {}

    public FaultyRows(SortedRows rows) {
        super(rows);
    }

    /// Every write fails from now on, and so does the way back.
    public void fail() {
        failure = new IOException("No space left on device");
    }

    /// The next write is stored and fails all the same: its outcome is unknown to the writer.
    public void failOnceStored() {
        failingOnceStored = true;
    }

    public void heal() {
        failure = null;
    }

    /// The next write waits until [#go].
    public void stand() {
        gate = new Gate(new CountDownLatch(1), new CountDownLatch(1));
    }

    /// Waits until the writer has come to a write that stands.
    public void awaitStanding() throws InterruptedException {
        gate.arrived.await();
    }

    public void go() {
        gate.open.countDown();
    }

    /// The write that stands goes on, and the next one stands.
    public void step() {
        var before = gate;
        stand();
        before.open.countDown();
    }

    /// Batches that were written.
    public List<List<RowChange>> batches() {
        return batches;
    }

    /// The next write meets a bug.
    public void meet(RuntimeException met) {
        bug = met;
    }

    @Override
    public void write(List<RowChange> batch) throws IOException {
        var here = gate;
        here.arrived.countDown();
        try {
            here.open.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        failIfTold();
        var met = bug;
        if (met != null) {
            throw met;
        }
        super.write(batch);
        batches.add(List.copyOf(batch));
        if (failingOnceStored) {
            failingOnceStored = false;
            throw new IOException("the sync failed");
        }
    }

    @Override
    public void recover() throws IOException {
        failIfTold();
        super.recover();
    }

    private void failIfTold() throws IOException {
        var told = failure;
        if (told != null) {
            throw new IOException(told.getMessage(), told);
        }
    }
}
