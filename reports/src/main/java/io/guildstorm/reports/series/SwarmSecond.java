package io.guildstorm.reports.series;

import io.guildstorm.reports.record.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One second as all swarms saw it together.
record SwarmSecond(
        long delivered,
        @Nullable Double p50Ms,
        @Nullable Double p99Ms,
        @Nullable Double maxMs) {
    static final SwarmSecond NOTHING = new SwarmSecond(0, null, null, null);

    /// Quantiles of one swarm are its own; those of several cannot be combined and come from the heat map, whose
    /// buckets
    /// give an upper bound.
    static Map<Integer, SwarmSecond> read(RunFolder folder) throws IOException {
        List<Path> files = folder.csvs("series");
        Map<Integer, SwarmSecond> seconds = new TreeMap<>();
        for (Table.Row row : Table.rows(files)) {
            seconds.merge(
                    (int) row.needed("second"),
                    new SwarmSecond(
                            row.count("delivered"), row.number("p50_ms"), row.number("p99_ms"), row.number("max_ms")),
                    SwarmSecond::plus);
        }
        if (files.size() > 1) {
            HeatMap heat = HeatMap.read(folder);
            seconds.replaceAll((second, sum) -> new SwarmSecond(
                    sum.delivered, heat.quantileMs(second, 0.5), heat.quantileMs(second, 0.99), sum.maxMs));
        }
        return seconds;
    }

    private SwarmSecond plus(SwarmSecond other) {
        Double max = maxMs == null || (other.maxMs != null && other.maxMs > maxMs) ? other.maxMs : maxMs;
        return new SwarmSecond(delivered + other.delivered, null, null, max);
    }
}
