package io.guildstorm.simulator.torture.check;

import io.guildstorm.simulator.torture.facts.Moment;
import java.util.Comparator;
import java.util.List;

/// A rule that was broken, and the fewest events that show it.
/// @param claim what is wrong, in one sentence
/// @param witness in the order of time, ten at most
public record Finding(Rule rule, String claim, List<Moment> witness) {
    private static final int LINES_MAX = 10;

    public Finding {
        witness = witness.stream().sorted(Comparator.comparingLong(Moment::at)).toList();
        if (witness.isEmpty() || witness.size() > LINES_MAX)
            throw new IllegalArgumentException("a witness has 1 to " + LINES_MAX + " lines, not " + witness.size());
    }

    /// Time from its first event to its last, ns.
    long span() {
        return witness.getLast().at() - witness.getFirst().at();
    }
}
