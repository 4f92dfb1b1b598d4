package io.guildstorm.scenarios.client;

import io.guildstorm.scenarios.check.Sighting;
import io.guildstorm.scenarios.check.Sighting.Seen;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A dispatch that sessions of one loop were sent, without its sequence number: one object however many got it.
///
/// **Owner:** the event loop, through [DispatchReader].
/// @param <A> what the loop notes of a message
public final class Event<A> {
    /// What a reader does about it.
    public enum Kind {
        READY,
        /// What was missed has come.
        RESUMED,
        GUILD_CREATE,
        MESSAGE,
        /// The channel, or the guild, or the reader's membership was taken away.
        REVOKED,
        /// It was given back.
        GRANTED,
        /// Somebody types in the channel.
        TYPING,
        /// Of the channel, and nothing that is judged but by being there at all.
        TRANSIENT,
        /// What is unread, for a session that does not have the guild open, or opens it.
        PASSIVE_UPDATE,
        /// Not JSON, or nothing that this protocol sends.
        GARBLED,
        OTHER
    }

    /// What it says.
    /// @param seen of a message event, null for others
    /// @param userId whom it is about, 0 if nobody
    public record Content(Kind kind, @Nullable Seen seen, long guildId, long userId) {}

    /// Its payload, without the digits of the sequence number.
    /// @param length of the first payload that brought it, digits included
    /// @param before the sequence number; empty: not kept
    /// @param after it
    record Bytes(int length, MemorySegment before, MemorySegment after) {}

    private final Content content;
    private final @Nullable A attached;
    private final int index;
    private final int payloadBytes;
    private final MemorySegment before;
    private final MemorySegment after;

    Event(Content content, @Nullable A attached, int index, Bytes bytes) {
        this.content = content;
        this.attached = attached;
        this.index = index;
        this.payloadBytes = bytes.length();
        this.before = bytes.before();
        this.after = bytes.after();
    }

    public Kind kind() {
        return content.kind();
    }

    public Content content() {
        return content;
    }

    /// What the loop notes of it; null unless a message event.
    public @Nullable A attached() {
        return attached;
    }

    /// Length of the first payload that brought it.
    public int payloadBytes() {
        return payloadBytes;
    }

    /// Place in the order in which the loop first saw its events.
    int index() {
        return index;
    }

    /// Whether `[from, to)` is this event: equal in every byte but the digits of the sequence number, at least
    /// one of which stands where this event had them.
    /// @return where the digits end, -1: another event
    int matches(MemorySegment in, int from, int to) {
        long head = before.byteSize();
        if (head == 0 || to - from <= head + after.byteSize()) return -1;
        int digits = (int) (from + head);
        int end = (int) (to - after.byteSize());
        if (end - digits > 10) return -1;
        if (MemorySegment.mismatch(in, end, to, after, 0, after.byteSize()) >= 0) return -1;
        return MemorySegment.mismatch(in, from, digits, before, 0, head) >= 0 ? -1 : end;
    }

    /// Where the digits begin, from the payload's start.
    int digitsAt() {
        return (int) before.byteSize();
    }

    static Content message(Sighting.Seen seen) {
        return new Content(Kind.MESSAGE, seen, 0, 0);
    }
}
