package io.guildstorm.reports.series;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One send of a load generator: a row of `sent.<process>.csv`.
/// @param startedNs  null: never begun
/// @param answeredNs null: no answer
/// @param outcome    `acknowledged`, `refused` or `unknown`
/// @param messageId  null unless acknowledged
/// @param author     user id; null: not told
public record SentRow(
        long number,
        long intendedNs,
        @Nullable Long startedNs,
        @Nullable Long answeredNs,
        String outcome,
        @Nullable String messageId,
        @Nullable Long author) {

    public static List<SentRow> read(List<Path> files) throws IOException {
        List<SentRow> sent = new ArrayList<>();
        for (Table.Row row : Table.rows(files)) {
            String outcome = row.text("outcome");
            sent.add(new SentRow(
                    row.needed("number"),
                    row.needed("intended_ns"),
                    row.whole("started_ns"),
                    row.whole("answered_ns"),
                    outcome == null ? "unknown" : outcome,
                    row.text("message_id"),
                    row.whole("author_id")));
        }
        return sent;
    }

    public boolean acknowledged() {
        return outcome.equals("acknowledged");
    }
}
