package io.guildstorm.scenarios.client;

import io.guildstorm.scenarios.check.Sighting.Seen;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads dispatches, cheaply because all sessions of a loop get the same ones.
///
/// **How every byte of a message is checked.** The first session to get an event has it parsed in full: JSON, ids,
/// channel, author, and each byte of the text, whose filler [io.guildstorm.scenarios.check.MarkedText] composes anew.
/// Its bytes are kept. From then on a session's frame is compared with them, all but the digits of `s`: equal bytes
/// are the same event, down to the last field; a frame that differs anywhere is parsed in full and judged by what it
/// says. No byte is taken on trust, and no byte is parsed twice. A comparison is two vector compares of some 500
/// bytes; the digits of `s` are read one by one.
///
/// Which event to compare with: the one that the loop first saw right after the session's last one; all sessions see
/// the same order, so this hits but where a session has missed something, and then the next few are tried.
///
/// **Owner:** one event loop. The last [#REMEMBERED] events are kept, at most [#LONGEST] bytes each; a session
/// further behind is read in full, event by event, rightly but slowly.
/// @param <A> what the loop notes of a message; made once for each distinct one
public final class DispatchReader<A> {
    static final int REMEMBERED = 1_024;
    static final int LONGEST = 4_096;

    private static final int TRIES = 4;
    private static final MemorySegment NO_BYTES = MemorySegment.NULL;
    private static final byte[] SEQUENCE = {'"', 's', '"', ':'};

    private final ContentReader contents;
    private final Function<Seen, A> attach;
    private final MemorySegment memory = Arena.ofAuto().allocate((long) REMEMBERED * LONGEST);
    private final @Nullable Event<A>[] recent;
    private final Map<Seen, Event<A>> messages = new HashMap<>();
    private int count;
    private long sequence;

    /// @param guild the measured guild's id
    /// @param channel the measured channel's id
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    public DispatchReader(long guild, long channel, Function<Seen, A> attach) {
        this.contents = new ContentReader(guild, channel);
        this.attach = attach;
        this.recent = new Event[REMEMBERED];
    }

    /// Tells an event by comparing bytes. Null: it is not one of those expected next; see [#first].
    /// @param last index of the session's last event, or [#newest]
    @Nullable
    Event<A> known(MemorySegment in, int from, int to, int last) {
        for (int index = last + 1; index <= last + TRIES && index < count; index++) {
            Event<A> event = recent[index & (REMEMBERED - 1)];
            if (event == null || event.index() != index) continue;
            int end = event.matches(in, from, to);
            if (end < 0) continue;
            long digits = digits(in, from + event.digitsAt(), end);
            if (digits < 0) continue;
            sequence = digits;
            return event;
        }
        return null;
    }

    /// The `s` of the event that [#known] or [#first] returned last; -1: it had none.
    long sequence() {
        return sequence;
    }

    /// Index of the newest event, -1 before the first.
    int newest() {
        return count - 1;
    }

    /// An event that was not known, from its parsed payload.
    Event<A> first(Payload payload, MemorySegment in, int from, int to) {
        sequence = payload.sequence();
        return remember(contents.read(payload), in, from, to);
    }

    /// A payload that no parser takes.
    Event<A> garbled(MemorySegment in, int from, int to) {
        sequence = -1;
        return remember(contents.garbled(bytes(in, from, to)), in, from, to);
    }

    private Event<A> remember(Event.Content content, MemorySegment in, int from, int to) {
        Seen seen = content.seen();
        Event<A> before = seen == null ? null : messages.get(seen);
        if (before != null) return before; // to a session that is not where the others are
        A note = seen == null ? null : attach.apply(seen);
        var event = shared(content, note, in, from, to);
        if (seen != null) messages.put(seen, event);
        return event;
    }

    /// Keeps the bytes, if other sessions may get the same.
    private Event<A> shared(Event.Content content, @Nullable A note, MemorySegment in, int from, int to) {
        boolean shared = switch (content.kind()) {
            case MESSAGE, TYPING, TRANSIENT -> true;
            default -> false;
        };
        int digits = shared && to - from <= LONGEST && sequence >= 0 ? digitsOf(in, from, to) : -1;
        if (digits < 0) return new Event<>(content, note, count - 1, new Event.Bytes(to - from, NO_BYTES, NO_BYTES));
        int end = digits + Long.toString(sequence).length();
        MemorySegment slot = memory.asSlice((long) (count & (REMEMBERED - 1)) * LONGEST, LONGEST);
        MemorySegment.copy(in, from, slot, 0, to - from);
        var bytes = new Event.Bytes(to - from, slot.asSlice(0, digits - from), slot.asSlice(end - from, to - end));
        var event = new Event<>(content, note, count, bytes);
        recent[count & (REMEMBERED - 1)] = event;
        count++;
        return event;
    }

    /// Where the digits of the top-level `s` begin: before `d`, or it is not taken for them. -1: nowhere.
    private int digitsOf(MemorySegment in, int from, int to) {
        int data = indexOf(in, from, to, new byte[] {'"', 'd', '"', ':'});
        int at = indexOf(in, from, data < 0 ? to : data, SEQUENCE);
        if (at < 0) return -1;
        int end = at + SEQUENCE.length + Long.toString(sequence).length();
        return end < to && digits(in, at + SEQUENCE.length, end) == sequence ? at + SEQUENCE.length : -1;
    }

    private static int indexOf(MemorySegment in, int from, int to, byte[] wanted) {
        outer:
        for (int i = from; i <= to - wanted.length; i++) {
            for (int k = 0; k < wanted.length; k++)
                if (in.get(ValueLayout.JAVA_BYTE, (long) i + k) != wanted[k]) continue outer;
            return i;
        }
        return -1;
    }

    private static long digits(MemorySegment in, int from, int end) {
        long value = 0;
        for (int i = from; i < end; i++) {
            int digit = in.get(ValueLayout.JAVA_BYTE, i) - '0';
            if (digit < 0 || digit > 9) return -1;
            value = value * 10 + digit;
        }
        return value;
    }

    static byte[] bytes(MemorySegment in, int from, int to) {
        return in.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
    }
}
