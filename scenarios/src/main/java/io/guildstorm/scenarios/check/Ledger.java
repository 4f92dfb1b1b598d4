package io.guildstorm.scenarios.check;

import io.guildstorm.scenarios.check.Sighting.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What all sessions of one event loop saw, told apart once: every distinct text is one [Sighting], and what is odd
/// about a single session is one [Note].
///
/// **Owner:** the loop that feeds it. Memory: a hundred bytes a message, and [#MAX_NOTES] notes; what comes beyond
/// them is counted in [#overflow] and fails the run as corrupted, without a witness.
public final class Ledger {
    /// Numbers from here on are taken for broken: a bit for each is kept in every session.
    static final int MAX_NUMBER = 1 << 22;

    private static final int MAX_NOTES = 1 << 20;

    /// What is judged once the senders' log is known.
    enum Oddity {
        /// A text other than the number's first.
        DEVIATES,
        /// A create below the greatest id before it.
        BELOW,
        /// An edit before its create.
        EARLY,
        /// A create again.
        AGAIN,
        /// An edit again.
        EDIT_AGAIN,
        /// An edit after a newer one.
        EDIT_BELOW,
        /// A delete before any session got the create.
        DELETED_FIRST,
        /// Anything after the delete.
        AFTER_DELETE,
        /// Anything after the revoke.
        LEAKED,
        /// Anything that was written after the call that took the channel away had returned.
        FORBIDDEN,
        /// Anything to a session that does not have the guild open.
        NOT_OPEN,
        /// Bytes that no reader takes.
        GARBLED
    }

    /// @param other for `BELOW` and `EDIT_BELOW`, the number or edit that came before
    record Note(SessionAudit session, Oddity oddity, Sighting sighting, int other) {}

    private final Map<Seen, Sighting> sightings = new HashMap<>();
    private final List<Sighting> inOrder = new ArrayList<>();
    private final Map<Integer, Sighting> creates = new HashMap<>();
    private final Map<Integer, List<Sighting>> edits = new HashMap<>();
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final List<Note> notes = new ArrayList<>();
    private long overflow;

    /// The sighting of what was just read, the same object for equal content.
    public Sighting sighting(Seen seen) {
        Sighting known = sightings.get(seen);
        return known != null ? known : first(seen.number() >= MAX_NUMBER ? broken(seen) : seen);
    }

    /// Stands for an event that belongs to no message.
    Sighting nameless() {
        return sighting(Seen.unsound(Sighting.Kind.CREATE, 0, 0));
    }

    private static Seen broken(Seen seen) {
        return Seen.unsound(seen.kind(), seen.id(), seen.author());
    }

    private Sighting first(Seen seen) {
        boolean primary = switch (seen.kind()) {
            case CREATE -> seen.sound() && !creates.containsKey(seen.number());
            case UPDATE ->
                seen.sound()
                        && editsOf(seen.number()).stream()
                                .noneMatch(e -> e.seen().edit() == seen.edit());
            case DELETE -> true;
        };
        var sighting = new Sighting(seen, inOrder.size(), primary);
        inOrder.add(sighting);
        sightings.put(seen, sighting);
        if (!primary) return sighting;
        switch (seen.kind()) {
            case CREATE -> {
                creates.put(seen.number(), sighting);
                numbers.putIfAbsent(seen.id(), seen.number());
            }
            case UPDATE ->
                edits.computeIfAbsent(seen.number(), _ -> new ArrayList<>()).add(sighting);
            case DELETE -> {}
        }
        return sighting;
    }

    /// Sound edits of a message, as they were first seen.
    List<Sighting> editsOf(int number) {
        return edits.getOrDefault(number, List.of());
    }

    /// @return -1: no sound create of that id was seen
    int numberOf(long messageId) {
        return numbers.getOrDefault(messageId, -1);
    }

    @Nullable
    Sighting createOf(int number) {
        return creates.get(number);
    }

    List<Sighting> primaryCreates() {
        return List.copyOf(creates.values());
    }

    void note(SessionAudit session, Oddity oddity, Sighting sighting, int other) {
        if (notes.size() < MAX_NOTES) notes.add(new Note(session, oddity, sighting, other));
        else overflow++;
    }

    List<Note> notes() {
        return notes;
    }

    /// Oddities beyond the bound.
    long overflow() {
        return overflow;
    }
}
