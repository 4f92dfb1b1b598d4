package io.guildstorm.server.wire;

import io.guildstorm.benchmarks.Claim;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.ShownMessage;
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

/// What it costs to encode a message for all who get it: its JSON, with author and member, and once more without
/// the text for readers who may not see it. Claim: an event is encoded in some microseconds, so that once is
/// nothing and once for each session is all. `guildstorm bench EventEncoding`
@Claim("an event is encoded in some microseconds, so that once is nothing and once for each session is all")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class EventEncodingBenchmark {
    private static final int MESSAGES = 1 << 10;

    /// Characters of the text.
    @Param({"120", "2000"})
    public int text;

    private final GuildView view = SampleMessages.view();
    private final GuildEvent[] said = new GuildEvent[MESSAGES];
    private final GuildEvent[] answered = new GuildEvent[MESSAGES];
    private int next;

    @Setup
    public void say() {
        var words = "x".repeat(text);
        for (int i = 0; i < MESSAGES; i++) {
            said[i] = SampleMessages.said(i, words);
            var shown = new ShownMessage(SampleMessages.message(i, words), SampleMessages.message(0, words));
            answered[i] = new GuildEvent.MessageCreated(shown);
        }
    }

    @Benchmark
    public EventBody message() {
        return EventBody.of(one(said), view);
    }

    /// With the message that it refers to.
    @Benchmark
    public EventBody reply() {
        return EventBody.of(one(answered), view);
    }

    private GuildEvent one(GuildEvent[] of) {
        return of[next++ & (MESSAGES - 1)];
    }
}
