package io.guildstorm.server.gateway.session;

import io.guildstorm.benchmarks.Claim;
import io.guildstorm.server.wire.EventBody;
import io.guildstorm.server.wire.SampleMessages;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs a session to note what it was sent: a run of a guild's events, which refers to the guild's log,
/// and a frame of its own, which is kept whole. The journal is full, so that each entry pushes the oldest out.
/// Claim: a run is noted in tens of nanoseconds however many events it stands for, and a heartbeat lets go of all
/// that it confirms. `guildstorm bench Journal`
@Claim("a run is noted in tens of nanoseconds however many events it stands for, and a heartbeat lets go of "
        + "all that it confirms")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class JournalBenchmark {
    private static final int EVENTS_OF_A_RUN = 100;

    private final EventBody frame = EventBody.of(SampleMessages.said(0, "x".repeat(120)), SampleMessages.view());
    private final Journal runs = new Journal();
    private final Journal frames = new Journal();
    private final Journal confirmed = new Journal();
    private long position;

    @Setup
    public void fill() {
        for (int i = 0; i < Journal.ENTRIES_MAX; i++) {
            run();
            ownFrame();
        }
    }

    private Journal.Run nextRun() {
        position += EVENTS_OF_A_RUN;
        return new Journal.Run(SampleMessages.GUILD, position, EVENTS_OF_A_RUN);
    }

    @Benchmark
    public int run() {
        runs.add(nextRun());
        return runs.oldest();
    }

    @Benchmark
    public int ownFrame() {
        frames.add(new Journal.Own(frame));
        return frames.oldest();
    }

    /// A run, then a heartbeat that confirms all but its newest event.
    @Benchmark
    public int runAndHeartbeat() {
        confirmed.add(nextRun());
        confirmed.confirm(confirmed.next() - 2);
        return confirmed.oldest();
    }
}
