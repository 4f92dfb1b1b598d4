package io.guildstorm.server.gateway;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.FanoutStrategy.Fanout;
import io.guildstorm.server.fanout.FanoutStrategy.Settings;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.fanout.RelayFanout;
import io.guildstorm.server.gateway.frame.DispatchFrame;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Members;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.EventBody;
import io.netty.buffer.ByteBufAllocator;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
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
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HotChannelBenchmark {
    private static final GuildId GUILD = new GuildId(1_000_000_000_000_000_001L);
    private static final ChannelId CHANNEL = new ChannelId(1_000_000_000_000_000_002L);
    private static final User ANN = new User(new UserId(1_000_000_000_000_000_003L), "ann", false);
    private static final int TEXT_CHARACTERS = 120;
    private static final int RELAY_SIZE = 15_000;

    /// Sessions that listen, all on one lane.
    @Param({"1", "1000", "15000"})
    public int sessions;

    private final GuildView view = new GuildView(
            GUILD,
            "town",
            ANN.id(),
            List.of(Channel.text(CHANNEL, GUILD, "square", 0)),
            Map.of(),
            Members.of(Member.of(ANN, Instant.EPOCH)),
            0);
    private final GuildEvent said = new GuildEvent.MessageCreated(new Message(
            new MessageId(1_000_000_000_000_000_004L),
            CHANNEL,
            GUILD,
            ANN,
            "x".repeat(TEXT_CHARACTERS),
            null,
            null,
            null));
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
        return new RelayFanout().open(GUILD, List.of(lane), new Settings(RELAY_SIZE), () -> {});
    }

    @Setup
    public void join() {
        for (int i = 0; i < sessions; i++) {
            fanout.join(new FramedSession());
        }
        lane.run();
    }

    @Benchmark
    public long encodeOnce() {
        return publish(Encoding.SHARED);
    }

    @Benchmark
    public long encodeForEachSession() {
        return publish(Encoding.FOR_EACH_SESSION);
    }

    private long publish(Encoding how) {
        encoding = how;
        fanout.publish(new EncodedEvent(++position, GUILD, said, EventBody.of(said, view), view));
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

    /// A lane whose turns are the benchmark's own.
    private static final class QueuedLane implements Lane {
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public boolean inLane() {
            return true;
        }

        void run() {
            for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
    }
}
