package io.guildstorm.server.fanout;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The newest events of one guild on one node, by position, for sessions that resume.
///
/// **Owner:** the feeder, the only one that calls [#append]. Any thread reads. What is older than the newest `slots`
/// events is forgotten; a reader who finds nothing must start afresh, never skip.
public final class EventLog {
    private final AtomicReferenceArray<@Nullable EncodedEvent> slots;
    private volatile long newest;

    /// @param slots how many events are kept: the greater of `gateway.replay` and `fanout.backlog`
    /// @param newest the guild's position when the log is opened; nothing up to it is held
    public EventLog(int slots, long newest) {
        this.slots = new AtomicReferenceArray<>(slots);
        this.newest = newest;
    }

    /// Feeder only; positions rise.
    public void append(EncodedEvent event) {
        slots.set(slot(event.position()), event);
        newest = event.position();
    }

    /// The position appended last.
    public long newest() {
        return newest;
    }

    /// The event at `position`, or null when it was overwritten or never was here.
    public @Nullable EncodedEvent at(long position) {
        var event = slots.get(slot(position));
        return event != null && event.position() == position ? event : null;
    }

    private int slot(long position) {
        return (int) Long.remainderUnsigned(position, slots.length());
    }
}
