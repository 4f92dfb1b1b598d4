package io.guildstorm.scenarios.run.machine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// How late an idle thread wakes: what the machine does to everyone, whatever the server does. The thread asks to be
/// woken each millisecond and notes how much later it was.
///
/// **Owner:** its own thread writes; [#take] may be called by one other thread.
public final class Hiccups implements AutoCloseable {
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /// Values are below this many nanoseconds.
    static final long MOST_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Recorder recorder = new Recorder(MOST_NANOS, 3);
    private final Thread thread;
    private volatile boolean closed;

    public Hiccups() {
        thread = Thread.ofPlatform().daemon().name("hiccups").start(this::measure);
    }

    private void measure() {
        while (!closed) {
            long begun = System.nanoTime();
            LockSupport.parkNanos(PERIOD_NANOS);
            recorder.recordValue(Math.clamp(System.nanoTime() - begun - PERIOD_NANOS, 0, MOST_NANOS));
        }
    }

    /// Lateness in nanoseconds since the last call.
    public Histogram take() {
        return recorder.getIntervalHistogram();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
