package io.guildstorm.scenarios.check;

/// One distinct text that was seen in the channel, however many sessions saw it. Made by [Ledger]; immutable.
public final class Sighting {
    /// Which event brought it.
    public enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }

    private final Seen seen;
    private final int index;
    private final boolean primary;

    Sighting(Seen seen, int index, boolean primary) {
        this.seen = seen;
        this.index = index;
        this.primary = primary;
    }

    /// What a reader took from the event's bytes.
    /// @param number of the message, -1 when the text is not sound
    /// @param edit number of the edit, -1 when it is none
    /// @param id of the message
    /// @param author 0 in a delete
    /// @param intendedNanos 0 unless a create
    /// @param sound every byte of the text is as [MarkedText] makes it, and it came for the measured channel
    public record Seen(Kind kind, int number, int edit, long id, long author, long intendedNanos, boolean sound) {
        /// A create.
        public static Seen create(int number, long id, long author, long intendedNanos) {
            return new Seen(Kind.CREATE, number, -1, id, author, intendedNanos, true);
        }

        /// An edit.
        public static Seen update(int number, int edit, long id, long author) {
            return new Seen(Kind.UPDATE, number, edit, id, author, 0, true);
        }

        /// A delete.
        public static Seen delete(long id) {
            return new Seen(Kind.DELETE, -1, -1, id, 0, 0, true);
        }

        /// A create or update whose text is not ours, or not any more.
        public static Seen unsound(Kind kind, long id, long author) {
            return new Seen(kind, -1, -1, id, author, 0, false);
        }
    }

    public Seen seen() {
        return seen;
    }

    /// Place among all sightings of its ledger.
    int index() {
        return index;
    }

    /// Whether it was the first of its number (or its edit) and sound: what sessions note a bit for. Others are
    /// noted in full, as they are few.
    public boolean primary() {
        return primary;
    }
}
