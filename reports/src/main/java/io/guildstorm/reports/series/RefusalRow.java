package io.guildstorm.reports.series;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One send that was answered 429: a row of `refusals.<process>.csv`.
/// @param code         of the answer's body, as of slow mode; null: none, as of rate limits
/// @param retryAfterS  of the body, in parts of a second; null: not told
/// @param headerS      of the header `Retry-After`; null: not told
public record RefusalRow(
        long number,
        long author,
        @Nullable Long code,
        @Nullable Double retryAfterS,
        @Nullable Long headerS) {

    public static List<RefusalRow> read(List<Path> files) throws IOException {
        List<RefusalRow> refused = new ArrayList<>();
        for (Table.Row row : Table.rows(files))
            refused.add(new RefusalRow(
                    row.needed("number"),
                    row.needed("author_id"),
                    row.whole("code"),
                    row.number("retry_after_s"),
                    row.whole("retry_after_header_s")));
        return refused;
    }
}
