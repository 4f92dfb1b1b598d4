package io.guildstorm.scenarios.swarm;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/// A log of one interval: what was measured in a part of the run, whenever that was.
public final class OneHistogram {
    private OneHistogram() {}

    /// Writes `METRIC.PROCESS.hlog`; nothing where nothing was measured.
    public static void write(Path folder, String metric, String process, Histogram nanos) throws FileNotFoundException {
        if (nanos.getTotalCount() == 0) return;
        HistogramLogWriter file = new HistogramLogWriter(
                folder.resolve(metric + "." + process + ".hlog").toFile());
        file.outputLogFormatVersion();
        file.outputLegend();
        nanos.setTag(metric);
        file.outputIntervalHistogram(nanos);
        file.close();
    }
}
