package io.guildstorm.reports.series;

import io.guildstorm.reports.record.RunFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// When the first and the last session had a measured message, over all swarms.
/// @param count sessions that had it
public record MessageArrival(long number, long firstNs, long lastNs, long count) {

    /// `arrivals.<process>.csv` of the folder, joined, by number.
    public static List<MessageArrival> read(RunFolder folder) throws IOException {
        Map<Long, MessageArrival> joined = new TreeMap<>();
        for (Table.Row row : Table.rows(folder.csvs("arrivals"))) {
            if (row.count("count") == 0) continue;
            MessageArrival seen = new MessageArrival(
                    row.needed("number"), row.needed("first_ns"), row.needed("last_ns"), row.needed("count"));
            joined.merge(seen.number, seen, MessageArrival::with);
        }
        return List.copyOf(joined.values());
    }

    private MessageArrival with(MessageArrival other) {
        return new MessageArrival(
                number,
                firstNs - other.firstNs < 0 ? firstNs : other.firstNs,
                lastNs - other.lastNs > 0 ? lastNs : other.lastNs,
                count + other.count);
    }
}
