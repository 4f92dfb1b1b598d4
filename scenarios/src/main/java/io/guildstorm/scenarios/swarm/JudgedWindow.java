package io.guildstorm.scenarios.swarm;

import com.sun.management.OperatingSystemMXBean;
import java.io.FileNotFoundException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/// The figures of the judged window, second by second.
///
/// **Owner:** the control thread.
final class JudgedWindow {
    private static final long SECOND = 1_000_000_000L;
    private static final int HEAT_PER_DECADE = 10;

    /// A row of `series.csv`.
    record Second(int second, long delivered, Quantiles delay, double busy, double lagMaxMs) {}

    /// A row of `heat.csv`.
    record Heat(int second, double upperMillis, long count) {}

    private final SwarmCommand.Window window;
    private final List<SwarmLoop> loops;
    private final LoopShares shares;
    private final LoopShares everySecond;
    private final HistogramLogWriter file;
    private final OperatingSystemMXBean process;
    private final List<Second> seconds = new ArrayList<>();
    private final List<Heat> heat = new ArrayList<>();
    private final Histogram all = Delays.histogram();
    private final Histogram lag = Delays.histogram();
    private final Histogram readWait = Delays.histogram();
    private int next = 1;
    private long cpuAtStart = -1;
    private long cpuNanos;
    private long deliveredInside;

    /// @param shares of the whole process's life, for the busiest five seconds
    JudgedWindow(SwarmCommand.Window window, List<SwarmLoop> loops, LoopShares shares, Path hlog, long now)
            throws FileNotFoundException {
        this.window = window;
        this.loops = loops;
        this.shares = shares;
        this.everySecond = new LoopShares(loops, now);
        this.file = new HistogramLogWriter(hlog.toFile());
        file.outputLogFormatVersion();
        file.outputLegend();
        this.process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    }

    /// When [#advance] has something to do.
    long dueNanos() {
        return cpuAtStart < 0 ? window.fromNs() : window.fromNs() + next * SECOND;
    }

    /// Takes the seconds that are over.
    void advance(long now) {
        if (cpuAtStart < 0) {
            if (now < window.fromNs()) return;
            cpuAtStart = process.getProcessCpuTime();
            everySecond.busiestSinceLast(now);
            shares.second(now);
        }
        while (now >= window.fromNs() + next * SECOND) second(now);
    }

    private void second(long now) {
        Histogram interval = merged(LoopFigures::judged);
        interval.setTag("delivery");
        file.outputIntervalHistogram(interval);
        all.add(interval);
        int number = next - 1;
        LogBuckets.of(interval, HEAT_PER_DECADE).forEach((upper, count) -> heat.add(new Heat(number, upper, count)));
        Histogram late = merged(LoopFigures::judgedLag);
        lag.add(late);
        readWait.add(merged(LoopFigures::judgedReadWait));
        double busy = everySecond.busiestSinceLast(now);
        seconds.add(
                new Second(number, interval.getTotalCount(), Quantiles.of(interval), busy, late.getMaxValue() / 1e6));
        if (window.fromNs() + next * SECOND <= window.toNs()) {
            shares.second(now);
            deliveredInside += interval.getTotalCount();
            cpuNanos = process.getProcessCpuTime() - cpuAtStart;
        }
        next++;
    }

    private Histogram merged(Function<LoopFigures, Delays> figure) {
        Histogram sum = Delays.histogram();
        sum.setStartTimeStamp(Long.MAX_VALUE);
        for (SwarmLoop loop : loops) sum.add(figure.apply(loop.figures()).interval());
        return sum;
    }

    /// Takes the rest, and closes the file.
    void close(long now) {
        second(now);
        file.close();
    }

    List<Second> seconds() {
        return seconds;
    }

    List<Heat> heat() {
        return heat;
    }

    /// All judged deliveries.
    Histogram all() {
        return all;
    }

    /// Lateness of the loops' timers inside the window.
    Histogram lag() {
        return lag;
    }

    /// How long judged deliveries lay in their sockets, at the least, while a loop read others.
    Histogram readWait() {
        return readWait;
    }

    /// CPU of this process inside the window for each delivery that came in it; null if none came.
    @Nullable
    Double cpuMicrosPerDelivery() {
        return deliveredInside == 0 ? null : cpuNanos / 1e3 / deliveredInside;
    }
}
