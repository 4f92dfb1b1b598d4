package io.guildstorm.scenarios.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The judgement over some sessions.
/// @param counts sums
/// @param witnesses of what was found, the smallest few of each kind
/// @param faults by session number, only those that have any
public record AuditReport(AuditCounts counts, List<Witness> witnesses, Map<Integer, Faults> faults) {
    private static final int EXAMPLES = 10;

    /// What one session suffered.
    public record Faults(long lost, long duplicated, long reordered, long corrupted) {
        /// A session without any.
        public static final Faults NONE = new Faults(0, 0, 0, 0);
    }

    public AuditReport {
        witnesses = List.copyOf(witnesses);
        faults = Map.copyOf(faults);
    }

    /// One over all sessions of several loops.
    public static AuditReport over(Collection<AuditReport> parts) {
        var counts = AuditCounts.NONE;
        var witnesses = new ArrayList<Witness>();
        var faults = new LinkedHashMap<Integer, Faults>();
        for (AuditReport part : parts) {
            counts = counts.plus(part.counts);
            witnesses.addAll(part.witnesses);
            faults.putAll(part.faults);
        }
        return new AuditReport(counts, witnesses, faults);
    }

    /// At most ten texts: the smallest witness of each kind, then the second smallest of each, and so on.
    public List<String> examples() {
        var byKind = new TreeMap<String, List<Witness>>();
        witnesses.stream()
                .sorted(Witness.SMALLEST_FIRST)
                .forEach(witness -> byKind.computeIfAbsent(witness.kind(), _ -> new ArrayList<>())
                        .add(witness));
        var examples = new ArrayList<String>();
        for (int rank = 0; rank < EXAMPLES; rank++) {
            for (List<Witness> ofKind : byKind.values()) {
                if (rank < ofKind.size() && examples.size() < EXAMPLES)
                    examples.add(ofKind.get(rank).text());
            }
        }
        return examples;
    }
}
