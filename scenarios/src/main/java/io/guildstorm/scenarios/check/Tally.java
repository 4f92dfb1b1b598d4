package io.guildstorm.scenarios.check;

import io.guildstorm.scenarios.check.AuditReport.Faults;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/// Counts findings while a judgement is made, and keeps the smallest witnesses of each kind.
final class Tally {
    private static final int WITNESSES = 10;

    /// The counts that fail a run.
    enum Kind {
        LOST,
        DUPLICATED,
        REORDERED,
        CORRUPTED,
        STALE,
        AFTER_DELETE,
        LEAKED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, PriorityQueue<Witness>> smallest = new EnumMap<>(Kind.class);
    private final Map<Integer, Map<Kind, Long>> bySession = new HashMap<>();

    /// @param words what happened, said after "session 7 "
    void found(Kind kind, SessionAudit session, int number, String words) {
        counts.merge(kind, 1L, Long::sum);
        bySession
                .computeIfAbsent(session.session(), _ -> new EnumMap<>(Kind.class))
                .merge(kind, 1L, Long::sum);
        var queue = smallest.computeIfAbsent(kind, _ -> new PriorityQueue<>(Witness.SMALLEST_FIRST.reversed()));
        queue.add(new Witness(kind.word(), session.session(), number, "session " + session.session() + " " + words));
        if (queue.size() > WITNESSES) queue.remove();
    }

    /// Findings that nobody can tell apart any more.
    void add(Kind kind, long count) {
        if (count > 0) counts.merge(kind, count, Long::sum);
    }

    long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    AuditReport report(long expected, long inFlight) {
        var counts = new AuditCounts(
                expected,
                expected - count(Kind.LOST) - inFlight,
                count(Kind.LOST),
                count(Kind.DUPLICATED),
                count(Kind.REORDERED),
                count(Kind.CORRUPTED),
                count(Kind.STALE),
                count(Kind.AFTER_DELETE),
                count(Kind.LEAKED),
                inFlight);
        List<Witness> witnesses = new ArrayList<>();
        smallest.values().forEach(witnesses::addAll);
        var faults = new HashMap<Integer, Faults>();
        bySession.forEach((session, kinds) -> faults.put(
                session,
                new Faults(
                        kinds.getOrDefault(Kind.LOST, 0L),
                        kinds.getOrDefault(Kind.DUPLICATED, 0L),
                        kinds.getOrDefault(Kind.REORDERED, 0L),
                        kinds.getOrDefault(Kind.CORRUPTED, 0L))));
        return new AuditReport(counts, witnesses, faults);
    }
}
