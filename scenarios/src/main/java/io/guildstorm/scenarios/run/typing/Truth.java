package io.guildstorm.scenarios.run.typing;

import io.guildstorm.reports.series.SentRow;
import io.guildstorm.reports.series.TypingRow;
import io.guildstorm.scenarios.check.Indicators;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// Who types at an instant, as those who typed and said something know it. What was under way at the same time as
/// something else may have come before or after it, so of some users both is right.
final class Truth {
    /// What a client may show of a user.
    enum Shown {
        TYPING,
        NOT_TYPING,
        EITHER
    }

    /// What is told late counts from when it was told: at rest nothing is under way for longer.
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Map<Long, List<TypingRow>> typed = new HashMap<>();
    private final Map<Long, List<SentRow>> said = new HashMap<>();
    private final Set<Long> hiding;

    /// @param hiding users of whose typing nobody is told
    Truth(List<TypingRow> typed, List<SentRow> said, Set<Long> hiding) {
        for (TypingRow row : typed)
            if (row.accepted() || row.uncertain())
                this.typed.computeIfAbsent(row.user(), _ -> new ArrayList<>()).add(row);
        for (SentRow row : said)
            if (row.author() != null)
                this.said.computeIfAbsent(row.author(), _ -> new ArrayList<>()).add(row);
        this.hiding = Set.copyOf(hiding);
    }

    /// All who typed.
    Set<Long> users() {
        return new TreeSet<>(typed.keySet());
    }

    Shown of(long user, long atNanos) {
        if (hiding.contains(user)) return Shown.NOT_TYPING;
        List<TypingRow> rows = typed.getOrDefault(user, List.of());
        if (rows.stream().anyMatch(row -> certainlyStands(row, atNanos))) return Shown.TYPING;
        return rows.stream().allMatch(row -> certainlyGone(row, atNanos)) ? Shown.NOT_TYPING : Shown.EITHER;
    }

    /// Whether it is too young to be over, and nothing was said that may have come after it.
    private boolean certainlyStands(TypingRow row, long atNanos) {
        return row.accepted()
                && atNanos - row.startedNs() < Indicators.SHOWN_NANOS
                && said(row.user()).stream().allMatch(send -> isBefore(send, row));
    }

    /// A send without an answer may come at any time.
    private static boolean isBefore(SentRow send, TypingRow row) {
        return send.answeredNs() != null
                && !send.outcome().equals("unknown")
                && send.answeredNs() - row.startedNs() < 0;
    }

    /// Whether it is over wherever it came in time, or something was said after it.
    private boolean certainlyGone(TypingRow row, long atNanos) {
        return atNanos - row.answeredNs() >= Indicators.SHOWN_NANOS + LATE_NANOS
                || said(row.user()).stream()
                        .anyMatch(send -> send.acknowledged()
                                && send.startedNs() != null
                                && send.startedNs() - row.answeredNs() > 0);
    }

    private List<SentRow> said(long user) {
        return said.getOrDefault(user, List.of());
    }

    /// Views that are not as they must be, of those that show each user.
    /// @param shown user → how many of those who watch show that user
    /// @param mayBeUntold whether what was accepted may have been told nobody
    long wrong(Map<Long, Integer> shown, int watching, boolean mayBeUntold, long atNanos) {
        long wrong = 0;
        Set<Long> users = users();
        users.addAll(shown.keySet());
        for (long user : users) {
            int showing = shown.getOrDefault(user, 0);
            wrong += switch (of(user, atNanos)) {
                case TYPING -> mayBeUntold ? 0 : watching - showing;
                case NOT_TYPING -> showing;
                case EITHER -> 0;
            };
        }
        return wrong;
    }
}
