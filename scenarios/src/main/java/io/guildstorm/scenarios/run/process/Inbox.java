package io.guildstorm.scenarios.run.process;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// What other threads want the run's thread to know. They post; the run's thread takes turns while it waits.
///
/// **Owner:** the thread that calls [#await]. The queue needs no bound: children speak a few lines a second.
public final class Inbox {
    private static final long PULSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final LinkedBlockingQueue<Runnable> posted = new LinkedBlockingQueue<>();
    private Runnable pulse = () -> {};

    /// From any thread. What the task throws ends the wait of the run's thread.
    public void post(Runnable task) {
        posted.add(task);
    }

    /// Runs about ten times a second while the run's thread waits: the screen, samples.
    public void onPulse(Runnable task) {
        pulse = task;
    }

    /// Runs what is posted until the condition holds or the instant has come.
    /// @param untilNanos of `System.nanoTime()`
    /// @return whether the condition held
    public boolean await(BooleanSupplier condition, long untilNanos) {
        while (true) {
            pulse.run();
            for (Runnable task = posted.poll(); task != null; task = posted.poll()) task.run();
            if (condition.getAsBoolean()) return true;
            long left = untilNanos - System.nanoTime();
            if (left <= 0) return false;
            runNext(Math.min(left, PULSE_NANOS));
        }
    }

    /// Waits for an instant, running what is posted.
    public void awaitInstant(long nanos) {
        await(() -> false, nanos);
    }

    private void runNext(long waitNanos) {
        try {
            Runnable task = posted.poll(waitNanos, TimeUnit.NANOSECONDS);
            if (task != null) task.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run's thread was interrupted", e);
        }
    }
}
