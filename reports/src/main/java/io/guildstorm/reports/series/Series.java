package io.guildstorm.reports.series;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// What happened second by second: `series.csv`. Columns `cpu_<process>_s` and `queue_<name>` differ from run to run.
public record Series(List<SecondRow> rows) {
    private static final List<String> FIRST = List.of(
            "second",
            "intended",
            "sent",
            "acknowledged",
            "delivered",
            "p50_ms",
            "p99_ms",
            "max_ms",
            "gc_pause_ms",
            "hiccup_max_ms",
            "steal_share");

    public Series {
        rows = List.copyOf(rows);
    }

    public static Series read(Path file) throws IOException {
        Table table = Table.read(file);
        List<SecondRow> rows = new ArrayList<>();
        for (Table.Row row : table.rows()) {
            Map<String, Double> cpu = new LinkedHashMap<>();
            Map<String, Double> queues = new LinkedHashMap<>();
            for (String column : table.columns()) {
                Double value = column.startsWith("cpu_") || column.startsWith("queue_") ? row.number(column) : null;
                if (value == null) continue;
                if (column.startsWith("queue_")) queues.put(column.substring("queue_".length()), value);
                else cpu.put(column.substring("cpu_".length(), column.length() - "_s".length()), value);
            }
            rows.add(new SecondRow(
                    (int) row.needed("second"),
                    row.whole("intended"),
                    row.whole("sent"),
                    row.whole("acknowledged"),
                    row.whole("delivered"),
                    row.number("p50_ms"),
                    row.number("p99_ms"),
                    row.number("max_ms"),
                    cpu,
                    row.number("gc_pause_ms"),
                    row.number("hiccup_max_ms"),
                    row.number("steal_share"),
                    queues));
        }
        return new Series(rows);
    }

    public void write(Path file) throws IOException {
        SequencedSet<String> processes = new LinkedHashSet<>();
        SequencedSet<String> queues = new LinkedHashSet<>();
        for (SecondRow row : rows) {
            processes.addAll(row.cpuS().keySet());
            queues.addAll(row.queues().keySet());
        }
        List<String> columns = new ArrayList<>(FIRST);
        processes.forEach(process -> columns.add("cpu_" + process + "_s"));
        queues.forEach(queue -> columns.add("queue_" + queue));
        List<List<@Nullable Object>> lines = new ArrayList<>();
        for (SecondRow row : rows) {
            List<@Nullable Object> line = cells(row);
            processes.forEach(process -> line.add(row.cpuS().get(process)));
            queues.forEach(queue -> line.add(row.queues().get(queue)));
            lines.add(line);
        }
        Table.write(file, columns, lines);
    }

    private static List<@Nullable Object> cells(SecondRow row) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(row.second());
        cells.add(row.intended());
        cells.add(row.sent());
        cells.add(row.acknowledged());
        cells.add(row.delivered());
        cells.add(row.p50Ms());
        cells.add(row.p99Ms());
        cells.add(row.maxMs());
        cells.add(row.gcPauseMs());
        cells.add(row.hiccupMs());
        cells.add(row.stealShare());
        return cells;
    }
}
