package io.guildstorm.scenarios.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What users did to their own status, from the files of those who did it for them: `statuses.<process>.csv`. Pure once
/// read.
public final class StatusJournal {
    /// First line of such a file.
    public static final String HEADER = "user,status,how,intended_ns,started_ns";

    private final List<Row> rows;

    private StatusJournal(List<Row> rows) {
        this.rows = rows;
    }

    /// What made the status what it is.
    public enum How {
        /// A session became ready.
        READY,
        /// The user chose another.
        CHANGED,
        /// It closed its connection with 1000.
        GOODBYE,
        /// Its connection was cut, without a word.
        CUT
    }

    /// @param intendedNanos when it was due; CLOCK_MONOTONIC, as the next
    /// @param startedNanos when it was done
    public record Row(long user, Status status, How how, long intendedNanos, long startedNanos) {
        /// As the file has it.
        public String line() {
            return user + "," + status.word() + "," + how.name().toLowerCase(Locale.ROOT) + "," + intendedNanos + ","
                    + startedNanos;
        }
    }

    /// @throws IOException a file cannot be read
    public static StatusJournal read(List<Path> files) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Path file : files)
            CsvRows.read(
                    file,
                    5,
                    row -> rows.add(new Row(
                            row.number(0),
                            Status.of(row.text(1)),
                            How.valueOf(row.text(2).toUpperCase(Locale.ROOT)),
                            row.number(3),
                            row.number(4))));
        return of(rows);
    }

    /// @param rows in any order
    public static StatusJournal of(List<Row> rows) {
        return new StatusJournal(rows.stream()
                .sorted(Comparator.comparingLong(Row::startedNanos))
                .toList());
    }

    /// In the order in which they happened.
    public List<Row> rows() {
        return rows;
    }

    /// User → what others are to see of it. Invisible is offline; cut is offline from the cut on.
    public Map<Long, StatusHistory> truth() {
        Map<Long, StatusHistory> truth = new HashMap<>();
        for (Row row : rows) {
            StatusHistory user = truth.computeIfAbsent(row.user, _ -> new StatusHistory());
            if (row.how == How.CUT) user.cut(row.startedNanos);
            else user.add(row.startedNanos, row.status.shown());
        }
        return truth;
    }
}
