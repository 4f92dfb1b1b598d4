package io.guildstorm.reports.series;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A member told the server that it types: a row of `typing.<process>.csv`.
/// @param status of the answer; 0: none came
public record TypingRow(long user, long startedNs, long answeredNs, long status) {
    private static final long TOO_MANY = 429;

    public static List<TypingRow> read(List<Path> files) throws IOException {
        List<TypingRow> typed = new ArrayList<>();
        for (Table.Row row : Table.rows(files))
            typed.add(new TypingRow(
                    row.needed("user_id"), row.needed("started_ns"), row.needed("answered_ns"), row.needed("status")));
        return typed;
    }

    public boolean accepted() {
        return status / 100 == 2;
    }

    /// Whether a limit held it back.
    public boolean limited() {
        return status == TOO_MANY;
    }

    /// Whether it may have been told: no answer came, or one that says nothing of it.
    public boolean uncertain() {
        return status == 0 || status / 100 == 5;
    }
}
