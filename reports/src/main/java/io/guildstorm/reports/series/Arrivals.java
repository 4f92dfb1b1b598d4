package io.guildstorm.reports.series;

import io.guildstorm.reports.record.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The arrival curves of a run: `arrivals.csv`, a row a point: `message` (`all` or a number), `due`, `percent`, `ms`
/// (empty: so many never had it).
/// @param pooled  null: nothing was measured
/// @param samples single messages, by number
public record Arrivals(@Nullable ArrivalCurve pooled, List<ArrivalCurve> samples) {
    private static final String ALL = "all";

    public Arrivals {
        samples = List.copyOf(samples);
    }

    /// What was due, which the sessions that never got it cannot tell.
    /// @param missing    deliveries of measured messages that never came: lost or in flight
    /// @param perMessage sessions that a message was due to
    public record Due(long missing, long perMessage) {}

    /// Joins `arrival_histogram.*.csv` and `arrival_samples.*.csv` of the folder.
    public static Arrivals join(RunFolder folder, Due due) throws IOException {
        SortedMap<Double, Long> pooled = new TreeMap<>();
        for (Table.Row row : Table.rows(folder.csvs("arrival_histogram"))) {
            Double upper = row.number("upper_ms");
            if (upper != null) pooled.merge(upper, row.count("count"), Long::sum);
        }
        long all = total(pooled) + due.missing;
        List<ArrivalCurve> samples = new ArrayList<>();
        samples(folder)
                .forEach((number, arrivals) ->
                        samples.add(ArrivalCurve.of(number, Math.max(due.perMessage, total(arrivals)), arrivals)));
        return new Arrivals(all == 0 ? null : ArrivalCurve.of(null, all, pooled), samples);
    }

    /// Number → delay → deliveries. A process writes running counts; together they are sums of what each one gained.
    private static Map<Long, SortedMap<Double, Long>> samples(RunFolder folder) throws IOException {
        Map<Long, SortedMap<Double, Long>> samples = new TreeMap<>();
        for (Path file : folder.csvs("arrival_samples")) {
            Map<Long, SortedMap<Double, Long>> running = new TreeMap<>();
            for (Table.Row row : Table.rows(List.of(file))) {
                Double delay = row.number("delay_ms");
                if (delay == null) continue;
                running.computeIfAbsent(row.needed("number"), _ -> new TreeMap<>())
                        .merge(delay, row.count("count_so_far"), Math::max);
            }
            running.forEach((number, counts) -> {
                SortedMap<Double, Long> sum = samples.computeIfAbsent(number, _ -> new TreeMap<>());
                long before = 0;
                for (var step : counts.entrySet()) {
                    sum.merge(step.getKey(), step.getValue() - before, Long::sum);
                    before = step.getValue();
                }
            });
        }
        return samples;
    }

    private static long total(SortedMap<Double, Long> arrivals) {
        return arrivals.values().stream().mapToLong(Long::longValue).sum();
    }

    /// `arrivals.csv`.
    public static Arrivals read(Path file) throws IOException {
        ArrivalCurve pooled = null;
        Map<Long, List<ArrivalCurve.Point>> points = new TreeMap<>();
        Map<Long, Long> due = new TreeMap<>();
        List<ArrivalCurve.Point> all = new ArrayList<>();
        long allDue = 0;
        for (Table.Row row : Table.rows(List.of(file))) {
            Double percent = row.number("percent");
            if (percent == null) continue;
            ArrivalCurve.Point point = new ArrivalCurve.Point(percent, row.number("ms"));
            if (ALL.equals(row.text("message"))) {
                all.add(point);
                allDue = row.needed("due");
                continue;
            }
            long number = row.needed("message");
            points.computeIfAbsent(number, _ -> new ArrayList<>()).add(point);
            due.put(number, row.needed("due"));
        }
        if (!all.isEmpty()) pooled = new ArrivalCurve(null, allDue, all);
        List<ArrivalCurve> samples = new ArrayList<>();
        points.forEach((number, list) -> samples.add(new ArrivalCurve(number, due.getOrDefault(number, 0L), list)));
        return new Arrivals(pooled, samples);
    }

    public void write(Path file) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (pooled != null) rows.addAll(lines(ALL, pooled));
        for (ArrivalCurve sample : samples) rows.addAll(lines(sample.message(), sample));
        Table.write(file, List.of("message", "due", "percent", "ms"), rows);
    }

    private static List<List<@Nullable Object>> lines(@Nullable Object name, ArrivalCurve curve) {
        List<List<@Nullable Object>> lines = new ArrayList<>();
        for (ArrivalCurve.Point point : curve.points()) {
            List<@Nullable Object> line = new ArrayList<>();
            line.add(name);
            line.add(curve.due());
            line.add(point.percent());
            line.add(point.ms());
            lines.add(line);
        }
        return lines;
    }
}
