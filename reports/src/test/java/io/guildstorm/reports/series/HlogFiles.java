package io.guildstorm.reports.series;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/// Interval logs as the processes of a run write them.
public final class HlogFiles {
    private static final long BASE_MS = 1_764_000_000_000L;

    private HlogFiles() {}

    /// @param intervals one a second
    public static Path write(Path file, List<Histogram> intervals) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            HistogramLogWriter writer = new HistogramLogWriter(out);
            writer.outputLogFormatVersion();
            writer.outputLegend();
            for (int second = 0; second < intervals.size(); second++) {
                Histogram interval = intervals.get(second);
                interval.setTag("delivery");
                interval.setStartTimeStamp(BASE_MS + second * 1_000L);
                interval.setEndTimeStamp(BASE_MS + second * 1_000L + 1_000);
                writer.outputIntervalHistogram(interval);
            }
        }
        return file;
    }
}
