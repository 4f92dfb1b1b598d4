package io.guildstorm.scenarios.gatling;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.HdrHistogram.Recorder;

/// One HdrHistogram interval log a metric, an interval a second, values in nanoseconds.
///
/// Recording: any thread. [#writeInterval] and [#close]: the thread `recorder` alone.
final class LatencyLogs implements AutoCloseable {
    /// What is recorded, each from the instant that its sentence names.
    enum Metric {
        /// From the intended send to its 2xx.
        SEND_ACK,
        /// From the intended send to its start: the generator's own lateness.
        GENERATOR_LAG,
        /// From the start of a read of history to its answer.
        HISTORY,
        /// From the start of an edit to its answer.
        UPDATE,
        /// From the start of a delete to its answer.
        DELETE,
        /// From the intended send to its arrival at a Gatling user's own socket: a cross-check of the swarm.
        DELIVERY_ACTIVE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final long LEAST_NANOS = 1_000;
    private static final long MOST_NANOS = 3_600_000_000_000L;

    private final Map<Metric, Recorder> recorders = new EnumMap<>(Metric.class);
    private final Map<Metric, HistogramLogWriter> files = new EnumMap<>(Metric.class);

    LatencyLogs(Path folder, String process) throws FileNotFoundException {
        for (Metric metric : Metric.values()) {
            recorders.put(metric, new Recorder(LEAST_NANOS, MOST_NANOS, 3));
            var file = new HistogramLogWriter(
                    folder.resolve(metric.word() + "." + process + ".hlog").toFile());
            file.outputLogFormatVersion();
            file.outputLegend();
            files.put(metric, file);
        }
    }

    void record(Metric metric, long nanos) {
        recorder(metric).recordValue(Math.clamp(nanos, 0, MOST_NANOS));
    }

    void writeInterval() {
        files.forEach((metric, file) -> {
            Histogram interval = recorder(metric).getIntervalHistogram();
            interval.setTag(metric.word());
            file.outputIntervalHistogram(interval);
        });
    }

    private Recorder recorder(Metric metric) {
        return Objects.requireNonNull(recorders.get(metric));
    }

    @Override
    public void close() {
        writeInterval();
        files.values().forEach(HistogramLogWriter::close);
    }
}
