package io.guildstorm.server.gateway.session;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.wire.EventBody;
import java.util.ArrayDeque;
import java.util.List;

/// What a session was sent and its client has not confirmed, in order: events as runs that refer to the guild's event
/// log, so that one busy channel is one entry however much it says; frames for this session alone, whole. The number
/// `s` of an entry is that of the oldest plus its rank.
///
/// The run that grows is not in here but with the session: two numbers that a delivery touches anyway.
///
/// **Owner:** the session's lane. At most [#ENTRIES_MAX] entries and [#BYTES_MAX] bytes of own frames; past that the
/// oldest are forgotten, and a resume from before them is refused.
final class Journal {
    static final int ENTRIES_MAX = 64;
    static final int BYTES_MAX = 64 << 10;

    private final ArrayDeque<Entry> entries = new ArrayDeque<>(1);
    private int oldest = 1;
    private int next = 1;
    private int bytes;

    Journal() {}

    /// @param oldest the `s` of the first entry
    Journal(int oldest, List<Entry> held) {
        this.oldest = oldest;
        this.next = oldest;
        held.forEach(this::add);
    }

    /// A stretch of `s`.
    sealed interface Entry {
        int count();
    }

    /// Events of one guild.
    /// @param last position of the newest
    /// @param count how many of the events up to there; which ones follows from the session's filter
    /// @param passive whether the session did not have the guild open, which is part of the filter
    record Run(GuildId guild, long last, int count, boolean passive) implements Entry {
        Run(GuildId guild, long last, int count) {
            this(guild, last, count, false);
        }
    }

    record Own(EventBody body) implements Entry {
        @Override
        public int count() {
            return 1;
        }
    }

    /// The `s` of the oldest entry; one after the newest when there is none.
    int oldest() {
        return oldest;
    }

    void add(Entry entry) {
        entries.add(entry);
        next += entry.count();
        bytes += bytesOf(entry);
        while (entries.size() > ENTRIES_MAX || bytes > BYTES_MAX) {
            oldest += entries.element().count();
            bytes -= bytesOf(entries.remove());
        }
    }

    /// The client has everything up to `s`, which may lie in the run that still grows.
    void confirm(int s) {
        while (oldest <= s && !entries.isEmpty()) {
            var entry = entries.remove();
            int confirmed = Math.min(entry.count(), s - oldest + 1);
            oldest += confirmed;
            bytes -= bytesOf(entry);
            if (entry instanceof Run(var guild, long last, int count, boolean passive) && confirmed < count) {
                entries.addFirst(new Run(guild, last, count - confirmed, passive));
            }
        }
        if (s >= next) {
            oldest = s + 1;
            next = s + 1;
        }
    }

    /// The `s` after the newest entry.
    int next() {
        return next;
    }

    /// Oldest first; the first has number [#oldest].
    Iterable<Entry> entries() {
        return entries;
    }

    private static int bytesOf(Entry entry) {
        return switch (entry) {
            case Run _ -> 0;
            case Own(var body) -> body.afterSequence().length;
        };
    }
}
