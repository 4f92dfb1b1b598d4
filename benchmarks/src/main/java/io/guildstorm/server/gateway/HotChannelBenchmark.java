package io.guildstorm.server.gateway;

import io.guildstorm.benchmarks.Claim;
import io.guildstorm.benchmarks.Each;
import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.FanoutStrategy.Fanout;
import io.guildstorm.server.fanout.FanoutStrategy.Settings;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.fanout.QueuedLane;
import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.fanout.RelayFanout;
import io.guildstorm.server.gateway.frame.DispatchFrame;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.wire.EventBody;
import io.guildstorm.server.wire.SampleMessages;
import io.netty.buffer.ByteBufAllocator;
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

/// What one message costs from its guild to the frames of all sessions, in one JVM and on one thread, socket writes
/// left out: owner → encode → relay → N sessions. Claim: encoding it once beats encoding it for each session.
/// `guildstorm bench HotChannel`
@Claim("encoding it once beats encoding it for each session")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class HotChannelBenchmark {
    private static final int TEXT_CHARACTERS = 120;
    private static final int RELAY_SIZE = 15_000;

    /// Sessions that listen, all on one lane.
    @Param({"1", "1000", "15000"})
    public int sessions;

    private final GuildView view = SampleMessages.view();
    private final GuildEvent said = SampleMessages.said(0, "x".repeat(TEXT_CHARACTERS));
    private final QueuedLane lane = new QueuedLane();
    private final DispatchFrame frame = new DispatchFrame();
    private long position;

    private Encoding encoding = Encoding.SHARED;
    private Fanout fanout = open();
    /// What stands for the sockets: the sum of all frames' lengths and last bytes, so that no frame can be left
    /// out.
    private long written;

    /// How the bytes of a session's frame come about.
    private enum Encoding {
        SHARED,
        FOR_EACH_SESSION
    }

    private Fanout open() {
        return new RelayFanout().open(SampleMessages.GUILD, List.of(lane), new Settings(RELAY_SIZE), () -> {});
    }

    @Setup
    public void join() {
        for (int i = 0; i < sessions; i++) {
            fanout.join(new FramedSession());
        }
        lane.run();
    }

    @Benchmark
    @Each(value = "session", param = "sessions")
    public long encodeOnce() {
        return publish(Encoding.SHARED);
    }

    @Benchmark
    @Each(value = "session", param = "sessions")
    public long encodeForEachSession() {
        return publish(Encoding.FOR_EACH_SESSION);
    }

    private long publish(Encoding how) {
        encoding = how;
        fanout.publish(new EncodedEvent(++position, SampleMessages.GUILD, said, EventBody.of(said, view), view));
        lane.run();
        frame.unload();
        return written;
    }

    /// A session that numbers an event and builds its frame, as one with a socket does.
    private final class FramedSession implements Recipient {
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
            var body = encoding == Encoding.SHARED ? event.body() : EventBody.of(event.event(), event.view());
            frame.load(body.prefix(), body.afterSequence());
            var bytes = frame.frame(ByteBufAllocator.DEFAULT, ++seq);
            written += bytes.readableBytes() + bytes.getByte(bytes.readableBytes() - 1);
            bytes.release();
        }

        @Override
        public void abandon(String reason) {
            throw new IllegalStateException(reason);
        }
    }
}
