package io.guildstorm.server.guild;

import io.guildstorm.server.model.Snowflake;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Gives out the ids of one node, strictly rising whatever the clock does.
///
/// The state is one number, milliseconds and a counter of 12 bits below them; the next id is the greater of "one
/// more" and "now". A clock that stands still or steps back, and more than 4,096 ids within a millisecond, just count
/// on: the ids then run ahead of the clock until it catches up. Nothing waits. Any thread.
public final class Snowflakes {
    private static final int COUNTER_BITS = 12;
    private static final long COUNTER_MASK = (1 << COUNTER_BITS) - 1;

    private final WorkerId worker;
    private final InstantSource clock;
    private final Consumer<Duration> onClockSetBack;
    private final AtomicLong last = new AtomicLong();
    private final AtomicLong newestMillis = new AtomicLong();
    private final AtomicBoolean setBack = new AtomicBoolean();

    /// @param onClockSetBack told once per step back, by how much the clock lies behind what it has shown before
    public Snowflakes(WorkerId worker, InstantSource clock, Consumer<Duration> onClockSetBack) {
        this.worker = worker;
        this.clock = clock;
        this.onClockSetBack = onClockSetBack;
    }

    public long next() {
        long now = now();
        long issued = last.updateAndGet(previous -> Math.max(previous + 1, now << COUNTER_BITS));
        long millis = issued >>> COUNTER_BITS;
        long counter = issued & COUNTER_MASK;
        return (millis << Snowflake.TIME_SHIFT) | ((long) worker.value() << COUNTER_BITS) | counter;
    }

    /// From now on every id is above `id`, whichever worker gave that out.
    public void goAbove(long id) {
        long lastOfItsMillisecond = ((id >>> Snowflake.TIME_SHIFT) << COUNTER_BITS) | COUNTER_MASK;
        last.accumulateAndGet(lastOfItsMillisecond, Math::max);
    }

    private long now() {
        long now = Math.max(0, clock.millis() - Snowflake.EPOCH_MS);
        long newest = newestMillis.accumulateAndGet(now, Math::max);
        if (now >= newest) {
            setBack.setPlain(false);
        } else if (setBack.compareAndSet(false, true)) {
            onClockSetBack.accept(Duration.ofMillis(newest - now));
        }
        return now;
    }
}
