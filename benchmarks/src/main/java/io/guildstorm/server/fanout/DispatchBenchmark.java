package io.guildstorm.server.fanout;

import io.guildstorm.benchmarks.Claim;
import io.guildstorm.benchmarks.Each;
import io.guildstorm.benchmarks.Yardstick;
import io.guildstorm.server.fanout.FanoutStrategy.Fanout;
import io.guildstorm.server.fanout.FanoutStrategy.Settings;
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

/// What it costs to hand one event to many recipients, on one lane and one thread, what they do with it left out:
/// they count. Claim: over relays a recipient costs nanoseconds and no task of its own; direct fan-out makes a task
/// for each. `guildstorm bench Dispatch`
@Claim("over relays a recipient costs nanoseconds and no task of its own; direct fan-out makes a task for each")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class DispatchBenchmark {
    private static final int RELAY_SIZE = 15_000;
    private static final String SEND = "Elixir: one send to one process, wall clock";
    private static final String SOURCE = "Discord, How Discord Scaled Elixir to 5,000,000 Concurrent Users, 2017";
    private static final String APART =
            "There each recipient is a process of its own, and the sender may be descheduled meanwhile.";

    @Param({"1000", "30000", "100000"})
    public int recipients;

    private final QueuedLane lane = new QueuedLane();
    private final GuildView view = SampleMessages.view();
    private final GuildEvent said = SampleMessages.said(0, "x".repeat(120));
    private final EventBody body = EventBody.of(said, view);
    private Fanout relays = open(new RelayFanout());
    private Fanout directly = open(new DirectFanout());
    private long position;
    /// The sum of the positions that came, each as often as it came.
    private long received;

    private Fanout open(FanoutStrategy strategy) {
        return strategy.open(SampleMessages.GUILD, List.of(lane), new Settings(RELAY_SIZE), () -> {});
    }

    @Setup
    public void join() {
        for (int i = 0; i < recipients; i++) {
            relays.join(new Counter());
            directly.join(new Counter());
        }
        lane.run();
    }

    @Benchmark
    @Each(value = "recipient", param = "recipients")
    @Yardstick(value = SEND, fromMicros = 30, toMicros = 70, source = SOURCE, apart = APART)
    public long relay() {
        return dispatch(relays);
    }

    @Benchmark
    @Each(value = "recipient", param = "recipients")
    @Yardstick(value = SEND, fromMicros = 30, toMicros = 70, source = SOURCE, apart = APART)
    public long direct() {
        return dispatch(directly);
    }

    private long dispatch(Fanout over) {
        over.publish(new EncodedEvent(++position, SampleMessages.GUILD, said, body, view));
        lane.run();
        return received;
    }

    /// Numbers what it gets, as a session does.
    private final class Counter implements Recipient {
        private int seq;

        @Override
        public Lane lane() {
            return lane;
        }

        @Override
        public boolean passive() {
            return false;
        }

        @Override
        public void deliver(EncodedEvent event) {
            seq++;
            received += event.position();
        }

        @Override
        public void abandon(String reason) {
            throw new IllegalStateException(reason + " after " + seq);
        }
    }
}
