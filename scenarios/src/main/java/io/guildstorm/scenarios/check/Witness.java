package io.guildstorm.scenarios.check;

import java.util.Comparator;

/// One thing that went wrong, in words.
/// @param kind which count it belongs to: `lost`, `duplicated`, …
/// @param session which session saw it
/// @param number the message, -1 unknown
public record Witness(String kind, int session, int number, String text) {
    /// Earlier messages first, then lower sessions: the smallest witness argues best.
    static final Comparator<Witness> SMALLEST_FIRST =
            Comparator.comparingInt(Witness::number).thenComparingInt(Witness::session);
}
