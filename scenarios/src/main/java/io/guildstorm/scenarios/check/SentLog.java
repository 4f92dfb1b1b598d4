package io.guildstorm.scenarios.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the senders know of their sends and changes: the truth that sessions are judged by. Immutable.
public final class SentLog {
    /// What the sender was told.
    public enum Outcome {
        /// 2xx: it exists.
        ACKNOWLEDGED,
        /// 4xx: certainly not created.
        REFUSED,
        /// Time-out, 5xx, reset: perhaps.
        UNKNOWN
    }

    /// One send.
    /// @param messageId 0 unless acknowledged
    /// @param authorId 0 if the log does not say
    public record Send(
            int number,
            long intendedNanos,
            long startedNanos,
            long answeredNanos,
            Outcome outcome,
            long messageId,
            long authorId) {}

    /// One edit or delete.
    /// @param edit the edit's number, -1 for a delete
    public record Change(int number, int edit, long startedNanos, long answeredNanos, Outcome outcome) {
        boolean isDelete() {
            return edit < 0;
        }
    }

    private final List<Send> sends;
    private final List<Change> changes;
    private final Map<Integer, Send> byNumber = new HashMap<>();
    private final Map<Long, Send> byId = new HashMap<>();

    public SentLog(List<Send> sends, List<Change> changes) {
        this.sends = List.copyOf(sends);
        this.changes = List.copyOf(changes);
        for (Send send : sends) {
            byNumber.put(send.number(), send);
            if (send.messageId() != 0) byId.put(send.messageId(), send);
        }
    }

    /// Reads `sent.*.csv` and `changes.*.csv`, also while they are being written: a last line without its end is
    /// left out.
    /// @throws IllegalArgumentException a line that is none, with file and line
    public static SentLog read(List<Path> sent, List<Path> changes) throws IOException {
        var sends = new ArrayList<Send>();
        for (Path file : sent) CsvRows.read(file, 8, row -> sends.add(send(row)));
        var changed = new ArrayList<Change>();
        for (Path file : changes) CsvRows.read(file, 6, row -> changed.add(change(row)));
        return new SentLog(sends, changed);
    }

    private static Send send(CsvRows.Row row) {
        return new Send(
                (int) row.number(0),
                row.number(1),
                row.number(2),
                row.number(3),
                outcome(row.text(5)),
                row.number(6),
                row.number(7));
    }

    private static Change change(CsvRows.Row row) {
        int edit = row.text(1).equals("delete") ? -1 : (int) row.number(2);
        return new Change((int) row.number(0), edit, row.number(3), row.number(4), outcome(row.text(5)));
    }

    private static Outcome outcome(String word) {
        return switch (word) {
            case "acknowledged" -> Outcome.ACKNOWLEDGED;
            case "refused" -> Outcome.REFUSED;
            case "unknown" -> Outcome.UNKNOWN;
            default -> throw new IllegalArgumentException("outcome is none of acknowledged, refused, unknown: " + word);
        };
    }

    List<Send> sends() {
        return sends;
    }

    List<Change> changes() {
        return changes;
    }

    @Nullable
    Send byNumber(int number) {
        return byNumber.get(number);
    }

    @Nullable
    Send byId(long messageId) {
        return byId.get(messageId);
    }
}
