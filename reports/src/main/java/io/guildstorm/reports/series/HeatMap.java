package io.guildstorm.reports.series;

import io.guildstorm.reports.record.RunFolder;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How many deliveries took how long in each second, over all swarms.
/// @param seconds second → upper bound of a bucket in milliseconds → deliveries in it
public record HeatMap(SortedMap<Integer, SortedMap<Double, Long>> seconds) {

    /// `heat.*.csv` of the folder; empty when there is none.
    public static HeatMap read(RunFolder folder) throws IOException {
        SortedMap<Integer, SortedMap<Double, Long>> seconds = new TreeMap<>();
        for (Table.Row row : Table.rows(folder.csvs("heat"))) {
            Double upper = row.number("bucket_upper_ms");
            if (upper == null) continue;
            seconds.computeIfAbsent((int) row.needed("second"), _ -> new TreeMap<>())
                    .merge(upper, row.count("count"), Long::sum);
        }
        return new HeatMap(seconds);
    }

    /// Upper bound of the bucket that holds a quantile of a second; null when nothing arrived in it.
    @Nullable
    Double quantileMs(int second, double quantile) {
        SortedMap<Double, Long> buckets = seconds.getOrDefault(second, new TreeMap<>());
        long total = buckets.values().stream().mapToLong(Long::longValue).sum();
        long seen = 0;
        for (var bucket : buckets.entrySet()) {
            seen += bucket.getValue();
            if (seen >= quantile * total && seen > 0) return bucket.getKey();
        }
        return null;
    }
}
