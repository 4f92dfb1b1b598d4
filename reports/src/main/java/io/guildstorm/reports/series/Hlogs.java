package io.guildstorm.reports.series;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/// HdrHistogram interval logs of a metric: values in nanoseconds, an interval a second.
///
/// All are recorded with the bounds of [#empty], so that adding counts is exact: a merge of logs is the histogram
/// that one process would have recorded.
public final class Hlogs {
    private static final long LOWEST_NS = 1_000;
    private static final long HIGHEST_NS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private Hlogs() {}

    /// The bounds of every histogram of a run: 1 µs to 1 h, 3 digits, no resize.
    public static Histogram empty() {
        return new Histogram(LOWEST_NS, HIGHEST_NS, DIGITS);
    }

    /// Intervals of all processes, those that began in the same second merged, in order of time.
    /// @param files logs of one metric; a line that a killed process tore is passed over
    public static List<Histogram> intervals(List<Path> files) throws IOException {
        List<Histogram> all = new ArrayList<>();
        for (Path file : files) all.addAll(read(file));
        if (all.isEmpty()) return List.of();
        long first = all.stream().mapToLong(Histogram::getStartTimeStamp).min().orElseThrow();
        Map<Long, Histogram> bySecond = new TreeMap<>();
        for (Histogram interval : all) {
            long second = Math.round((interval.getStartTimeStamp() - first) / 1_000.0);
            bySecond.computeIfAbsent(second, _ -> empty()).add(interval);
        }
        return List.copyOf(bySecond.values());
    }

    /// All intervals as one.
    public static Histogram merged(List<Histogram> intervals) {
        Histogram sum = empty();
        intervals.forEach(sum::add);
        return sum;
    }

    private static List<Histogram> read(Path file) throws IOException {
        String text = Files.readString(file);
        byte[] whole = text.substring(0, text.lastIndexOf('\n') + 1).getBytes(StandardCharsets.UTF_8);
        List<Histogram> intervals = new ArrayList<>();
        try (HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(whole))) {
            while (reader.hasNext()) {
                EncodableHistogram interval = reader.nextIntervalHistogram();
                if (interval instanceof Histogram histogram) intervals.add(histogram);
            }
        } catch (IllegalArgumentException | UnsupportedOperationException | ArrayIndexOutOfBoundsException e) {
            throw new IOException(file + " is not an interval log: " + e.getMessage(), e);
        }
        return intervals;
    }
}
