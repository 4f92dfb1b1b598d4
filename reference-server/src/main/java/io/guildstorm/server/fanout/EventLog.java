package io.guildstorm.server.fanout;

import io.guildstorm.server.model.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The newest events of one guild on one node, by position, for sessions that resume.
///
/// **Owner:** the feeder, the only one that calls [#append]. Any thread reads. It forgets from the oldest: past a
/// number of events, of bytes, or an age, whichever comes first. A reader who asks for more is told so and must start
/// afresh, never skip. Bodies are shared with whoever delivers them; what is forgotten here is freed when no one else
/// holds it.
public final class EventLog {
    private final Bounds bounds;
    private final Ticker ticker;
    private final AtomicReferenceArray<@Nullable Entry> slots;

    /// Events appended and forgotten so far; what lies between is held. Written by the feeder.
    private volatile long appended;

    private volatile long forgotten;
    /// All events after this position are held.
    private volatile long floor;

    private volatile long newest;
    /// The newest event that cannot be kept outside of this process.
    private volatile long barrier;

    private long bytes;
    private long inherited;
    /// Those events once more that reach passive sessions; null: there are none. What is said in a busy guild
    /// would push them out of here within seconds.
    private @Nullable EventLog forPassive;

    /// @param slots events held at most: the greater of `gateway.replay` and `fanout.backlog`, 1 and above
    /// @param bytesMax bytes of bodies held at most
    /// @param age how long an event is held at most; looked at when the next one is appended
    public record Bounds(int slots, long bytesMax, Duration age) {
        private static final long BYTES_MAX = 4 << 20;
        private static final Duration AGE = Duration.ofMinutes(5);

        public Bounds {
            if (slots < 1) {
                throw new IllegalArgumentException("an event log needs a slot; was given " + slots);
            }
        }

        /// 4 MiB and 5 minutes.
        public static Bounds ofSlots(int slots) {
            return new Bounds(slots, BYTES_MAX, AGE);
        }
    }

    private record Entry(EncodedEvent event, long atNanos) {}

    /// @param newest the guild's position when the log is opened; nothing up to it is held
    public EventLog(Bounds bounds, long newest, Ticker ticker) {
        this.bounds = bounds;
        this.ticker = ticker;
        this.slots = new AtomicReferenceArray<>(bounds.slots());
        this.newest = newest;
        this.floor = newest;
        this.barrier = newest;
        this.inherited = newest;
    }

    /// One that keeps what passive sessions resume by as well.
    public EventLog withPassive() {
        forPassive = new EventLog(bounds, newest, ticker);
        return this;
    }

    /// Begins with what another process appended before.
    /// @param floor the position before the first of them
    /// @param newest the guild's position when the log is opened, above all of theirs
    public static EventLog after(Bounds bounds, long floor, List<EncodedEvent> events, long newest, Ticker ticker) {
        var log = new EventLog(bounds, floor, ticker);
        events.forEach(log::append);
        log.newest = newest;
        log.barrier = newest;
        log.inherited = newest;
        return log;
    }

    /// Feeder only; positions rise.
    @SuppressWarnings("NonAtomicVolatileUpdate") // the feeder alone writes them
    public void append(EncodedEvent event) {
        assert event.position() > newest : event.position() + " does not come after " + newest;
        if (forPassive != null && event.reachesPassive()) {
            forPassive.append(event);
        }
        if (appended - forgotten == bounds.slots()) {
            forget();
        }
        bytes += bytesOf(event);
        slots.set(slot(appended), new Entry(event, ticker.nanos()));
        appended++;
        if (KeptEvent.isBarrier(event)) {
            barrier = event.position();
        }
        newest = event.position(); // last: who is told of a position finds its event
        while (bytes > bounds.bytesMax() || oldestAge() > bounds.age().toNanos()) {
            forget();
        }
    }

    /// The position appended last.
    public long newest() {
        return newest;
    }

    /// Events up to here were published by another process, or by none.
    public long inherited() {
        return inherited;
    }

    /// What a session was given before this position, another process cannot give it again.
    public long barrier() {
        return barrier;
    }

    /// How many events it holds; feeder only.
    public int held() {
        return (int) (appended - forgotten);
    }

    /// All events with `after` < position ≤ `upTo` that the guild announced, in order; empty when the log does
    /// not hold them all any more, or not yet.
    public Optional<List<EncodedEvent>> between(long after, long upTo) {
        if (after >= upTo) {
            return Optional.of(List.of());
        }
        if (upTo > newest) {
            return Optional.empty();
        }
        var held = backFrom(upTo);
        // looked at last: what was overwritten while it was read lies below the floor by now
        return floor > after
                ? Optional.empty()
                : Optional.of(held.stream()
                        .takeWhile(event -> event.position() > after)
                        .toList()
                        .reversed());
    }

    /// The same of those events alone that reach passive sessions.
    public Optional<List<EncodedEvent>> betweenForPassive(long after, long upTo) {
        if (forPassive == null || upTo > newest) {
            return between(after, upTo);
        }
        return forPassive.between(after, Math.min(upTo, forPassive.newest));
    }

    /// What is held up to a position of those events that reach passive sessions, newest first and without a
    /// gap.
    public List<EncodedEvent> backForPassive(long upTo) {
        return forPassive == null ? backFrom(upTo) : forPassive.backFrom(upTo);
    }

    /// What is held up to a position, newest first and without a gap.
    public List<EncodedEvent> backFrom(long upTo) {
        var found = new ArrayList<EncodedEvent>();
        long end = appended;
        long before = Long.MAX_VALUE;
        for (long i = end - 1; i >= Math.max(0, end - slots.length()); i--) {
            var entry = slots.get(slot(i));
            if (entry == null || entry.event.position() >= before) {
                break; // forgotten while we read, so all that is older is
            }
            before = entry.event.position();
            if (before <= upTo) {
                found.add(entry.event);
            }
        }
        return found;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // the feeder alone writes them
    private void forget() {
        var oldest = slots.get(slot(forgotten));
        if (oldest != null) {
            floor = oldest.event.position(); // before the slot: a reader who misses the event must see that it is gone
            slots.set(slot(forgotten), null);
            bytes -= bytesOf(oldest.event);
        }
        forgotten++;
    }

    private long oldestAge() {
        var oldest = appended == forgotten ? null : slots.get(slot(forgotten));
        return oldest == null ? 0 : ticker.nanos() - oldest.atNanos;
    }

    private static long bytesOf(EncodedEvent event) {
        byte[] shorter = event.body().withoutContent();
        return (long) event.body().afterSequence().length + (shorter == null ? 0 : shorter.length);
    }

    private int slot(long index) {
        return (int) (index % slots.length());
    }
}
