package io.guildstorm.server.fanout;

import io.guildstorm.benchmarks.Claim;
import io.guildstorm.benchmarks.Each;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.wire.EventBody;
import io.guildstorm.server.wire.SampleMessages;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to keep an event for those who resume, and to find what a session missed. The log is full, so that
/// each event pushes the oldest out. Claim: an event is kept in a fraction of a microsecond, whoever listens; a
/// resume reads the whole log, and so takes microseconds however little was missed. `guildstorm bench EventLog`
@Claim("an event is kept in a fraction of a microsecond, whoever listens; a resume reads the whole log, and "
        + "so takes microseconds however little was missed")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class EventLogBenchmark {
    private static final int SLOTS = 1_024;
    private static final long MICROSECOND_NANOS = 1_000;

    private final GuildView view = SampleMessages.view();
    private final GuildEvent said = SampleMessages.said(0, "x".repeat(120));
    private final EventBody body = EventBody.of(said, view);
    private long nanos;
    private long position;
    private EventLog log = new EventLog(EventLog.Bounds.ofSlots(SLOTS), 0, () -> nanos);

    @Setup
    public void fill() {
        for (int i = 0; i < 2 * SLOTS; i++) {
            keep();
        }
    }

    private void keep() {
        nanos += MICROSECOND_NANOS;
        log.append(new EncodedEvent(++position, SampleMessages.GUILD, said, body, view));
    }

    /// The time of an event passes meanwhile: no clock is read.
    @Benchmark
    public long append() {
        keep();
        return log.newest();
    }

    @Benchmark
    @Each(value = "event", param = "events")
    public List<EncodedEvent> replay(Missed missed) {
        return log.between(position - missed.events, position).orElseThrow();
    }

    /// How much a session was away for.
    @State(Scope.Thread)
    public static class Missed {
        @Param({"1", "100", "1000"})
        public int events;
    }
}
