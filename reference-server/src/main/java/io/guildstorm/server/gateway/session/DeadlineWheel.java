package io.guildstorm.server.gateway.session;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All deadlines of one lane: a hashed wheel whose entries are the things themselves, so that a deadline costs a
/// reference and two numbers, not a timer. A thing whose deadline moves ahead (each heartbeat) need not tell: the
/// wheel asks when it comes by, and puts it where it belongs by then.
///
/// **Owner:** the lane, which calls [#advance] at least once a tick's length. Deadlines are met within [#TICK_NANOS]
/// after they are due, never before.
public final class DeadlineWheel {
    public static final long TICK_NANOS = 250_000_000L;

    private static final int BUCKETS = 512;
    private static final int FEWEST = 4;

    private static final @Nullable Timed[] EMPTY = {};

    private final @Nullable Timed[][] buckets = new Timed[BUCKETS][];
    private final int[] sizes = new int[BUCKETS];
    private long tick;
    private int size;

    /// Something with one deadline at a time. It keeps its place in the wheel for the wheel.
    public interface Timed {
        long deadlineNanos();

        /// Its deadline has passed and it is in the wheel no more; it may put itself in again.
        void due();

        /// Where it is: what [#place(long)] was given last.
        long place();

        void place(long place);
    }

    /// A place that is none.
    public static final long NOWHERE = -1;

    public DeadlineWheel(long nowNanos) {
        tick = Math.floorDiv(nowNanos, TICK_NANOS);
        Arrays.fill(buckets, EMPTY);
    }

    /// How many deadlines there are.
    public int size() {
        return size;
    }

    /// Puts it in, or, if it is in, where its deadline says now: needed only when the deadline came nearer.
    public void put(Timed one) {
        remove(one);
        long due = Math.clamp(ceil(one.deadlineNanos()), tick + 1, tick + BUCKETS - 1);
        int bucket = Math.floorMod(due, BUCKETS);
        var entries = buckets[bucket];
        if (sizes[bucket] == entries.length) {
            entries = Arrays.copyOf(entries, Math.max(FEWEST, 2 * entries.length));
            buckets[bucket] = entries;
        }
        one.place((long) bucket << 32 | sizes[bucket]);
        entries[sizes[bucket]++] = one;
        size++;
    }

    /// Takes it out, if it is in.
    public void remove(Timed one) {
        long place = one.place();
        if (place == NOWHERE) {
            return;
        }
        int bucket = (int) (place >>> 32);
        var entries = buckets[bucket];
        int last = --sizes[bucket];
        var moved = entries[last];
        entries[last] = null;
        if (moved != null && !moved.equals(one)) {
            entries[(int) place] = moved;
            moved.place(place);
        }
        if (last == 0) {
            buckets[bucket] = EMPTY; // a storm of connections does not leave its tables behind
        }
        one.place(NOWHERE);
        size--;
    }

    /// Tells all whose deadline is at or before `nowNanos`.
    public void advance(long nowNanos) {
        long now = Math.floorDiv(nowNanos, TICK_NANOS);
        int steps = (int) Math.min(now - tick, BUCKETS);
        tick = Math.max(tick, now - steps);
        for (int i = 0; i < steps; i++) {
            tick++;
            expire(Math.floorMod(tick, BUCKETS), nowNanos);
        }
    }

    /// Everything in the wheel, once. `visitor` may take out what it is given.
    public void forEach(Consumer<Timed> visitor) {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            for (Timed one : Arrays.copyOf(buckets[bucket], sizes[bucket])) {
                if (one != null) {
                    visitor.accept(one);
                }
            }
        }
    }

    private void expire(int bucket, long nowNanos) {
        for (Timed one : Arrays.copyOf(buckets[bucket], sizes[bucket])) {
            if (one == null || one.place() == NOWHERE || one.place() >>> 32 != bucket) {
                continue; // another's deadline took it out meanwhile
            }
            if (one.deadlineNanos() <= nowNanos) {
                remove(one);
                one.due();
            } else {
                put(one);
            }
        }
    }

    private static long ceil(long nanos) {
        return Math.floorDiv(nanos + TICK_NANOS - 1, TICK_NANOS);
    }
}
