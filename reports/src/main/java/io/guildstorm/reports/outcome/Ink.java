package io.guildstorm.reports.outcome;

import io.guildstorm.reports.record.Verdict;

/// Whether verdicts are coloured. Nothing is said by colour alone.
public enum Ink {
    PLAIN,
    /// ANSI escapes.
    COLOURED;

    private static final String RESET = "\u001b[0m";

    /// The line with the verdict's word, its first, coloured.
    String verdict(String line, Verdict verdict) {
        if (this == PLAIN) return line;
        String code = switch (verdict) {
            case PASS -> "\u001b[1;32m";
            case FAIL -> "\u001b[1;31m";
            case INVALID -> "\u001b[1;33m";
        };
        return line.replaceFirst(verdict.name(), code + verdict.name() + RESET);
    }
}
