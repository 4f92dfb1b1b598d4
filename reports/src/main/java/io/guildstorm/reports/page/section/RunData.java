package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.theme.TargetLine;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.TargetResult;
import io.guildstorm.reports.series.Arrivals;
import io.guildstorm.reports.series.HeatMap;
import io.guildstorm.reports.series.Hlogs;
import io.guildstorm.reports.series.Series;
import io.guildstorm.reports.series.SessionRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// All that a report is made of: the record, and what the folder holds beside it. A file that is missing or cannot be
/// read leaves its figures unknown; the report of a broken run is the one that is needed most.
/// @param delivery all deliveries of the judged window; null: no log
/// @param unreadable what could not be read, and why
public record RunData(
        RunFolder folder,
        RunRecord record,
        Arrivals arrivals,
        Series series,
        HeatMap heat,
        List<SessionRow> sessions,
        @Nullable Histogram delivery,
        List<String> unreadable) {
    private static final String DELIVERY = "latency.delivery.p99_ms";

    public RunData {
        sessions = List.copyOf(sessions);
        unreadable = List.copyOf(unreadable);
    }

    private interface Reader<T extends @Nullable Object> {
        T read() throws IOException;
    }

    public static RunData read(RunFolder folder, RunRecord record) {
        List<String> unreadable = new ArrayList<>();
        Arrivals none = new Arrivals(null, List.of());
        return new RunData(
                folder,
                record,
                orElse(unreadable, none, () -> Arrivals.read(folder.arrivals())),
                orElse(unreadable, new Series(List.of()), () -> Series.read(folder.series())),
                orElse(unreadable, new HeatMap(new TreeMap<>()), () -> HeatMap.read(folder)),
                orElse(unreadable, List.of(), () -> SessionRow.read(folder)),
                delivery(unreadable, folder),
                unreadable);
    }

    private static <T> T orElse(List<String> unreadable, T otherwise, Reader<T> reader) {
        try {
            return reader.read();
        } catch (NoSuchFileException missing) {
            return otherwise;
        } catch (IOException | RuntimeException e) {
            unreadable.add(String.valueOf(e.getMessage()));
            return otherwise;
        }
    }

    private static @Nullable Histogram delivery(List<String> unreadable, RunFolder folder) {
        Histogram all = orElse(unreadable, Hlogs.empty(), () -> {
            return Hlogs.merged(Hlogs.intervals(folder.hlogs("delivery")));
        });
        return all.getTotalCount() == 0 ? null : all;
    }

    /// The limits that deliveries are judged by, shortest first.
    public List<TargetLine> targets() {
        return record.targets().stream()
                .filter(target -> target.metric().equals(DELIVERY))
                .sorted(Comparator.comparingDouble(TargetResult::limit))
                .map(target -> new TargetLine(target.name(), target.limit()))
                .distinct()
                .toList();
    }

    public boolean has(String file) {
        return Files.exists(folder.path().resolve(file));
    }
}
