package io.guildstorm.reports.series;

import io.guildstorm.reports.record.Lag;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.RunFolder;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The sends of a window, of all load generators. Taken from their tables and not from their interval logs, for only
/// the
/// tables tell the intended instant of each send, and so what belongs to the window exactly.
/// @param rows in the order of the files
public record Sends(List<SentRow> rows) {
    public Sends {
        rows = List.copyOf(rows);
    }

    /// From `sent.*.csv` of the folder.
    /// @param window sends that were intended within it; null: all
    public static Sends read(RunFolder folder, @Nullable Window window) throws IOException {
        List<SentRow> all = SentRow.read(folder.csvs("sent"));
        return new Sends(all.stream()
                .filter(row -> window == null || window.contains(row.intendedNs()))
                .toList());
    }

    /// Requests begun.
    public long started() {
        return rows.stream().filter(row -> row.startedNs() != null).count();
    }

    public long acknowledged() {
        return rows.stream().filter(SentRow::acknowledged).count();
    }

    /// Begun and refused, or of unknown outcome.
    public long failed() {
        return rows.stream()
                .filter(row -> row.startedNs() != null && !row.acknowledged())
                .count();
    }

    /// Intended send → 2xx; null: none.
    public @Nullable Quantiles sendAck() {
        List<Long> nanos = rows.stream()
                .filter(SentRow::acknowledged)
                .flatMap(row ->
                        row.answeredNs() == null ? Stream.empty() : Stream.of(row.answeredNs() - row.intendedNs()))
                .toList();
        return nanos.isEmpty() ? null : LatencyQuantiles.ofNanos(nanos);
    }

    /// Intended send → begun. Its p99 is that of however few sends there are, for a late instrument is to be caught in
    /// a
    /// short run too.
    public Lag generatorLag() {
        List<Long> nanos = rows.stream()
                .flatMap(
                        row -> row.startedNs() == null ? Stream.empty() : Stream.of(row.startedNs() - row.intendedNs()))
                .sorted()
                .toList();
        if (nanos.isEmpty()) return Lag.UNKNOWN;
        long p99 = nanos.get((int) Math.ceil(0.99 * nanos.size()) - 1);
        return new Lag(LatencyQuantiles.ms(Math.max(0, p99)), LatencyQuantiles.ms(Math.max(0, nanos.getLast())));
    }
}
