package io.guildstorm.server.gateway.inprocess;

import io.guildstorm.benchmarks.Claim;
import io.guildstorm.benchmarks.Each;
import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.QueuedLane;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Members;
import io.guildstorm.server.model.SyntheticMembers;
import io.guildstorm.server.wire.EventBody;
import io.guildstorm.server.wire.SampleMessages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

/// What it costs a session without a socket to get a message: its frame is built as for a socket, read from the
/// first byte to the last through a CRC-32C and compared with what it ought to be; in a block it is numbered and
/// noted, too. Claim: reading every byte of every frame costs a session without a socket tens of nanoseconds a
/// message. `guildstorm bench InProcessRead`
@Claim("reading every byte of every frame costs a session without a socket tens of nanoseconds a message")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class InProcessReadBenchmark {
    private static final int TEXT_CHARACTERS = 120;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final GuildView view = SampleMessages.view();
    private final EncodedEvent event = measured(1, TEXT_CHARACTERS, view);
    private int s;

    private static EncodedEvent measured(int number, int characters, GuildView view) {
        byte[] text = new MeasuredText(number, 0, false, characters).composed();
        GuildEvent said = SampleMessages.said(number, new String(text, StandardCharsets.US_ASCII));
        return new EncodedEvent(number, SampleMessages.GUILD, said, EventBody.of(said, view), view);
    }

    @Benchmark
    public boolean frame(Text text) {
        return text.read.read(++s);
    }

    /// A message of the same text, and what of it each session got.
    @Benchmark
    @Each(value = "session", param = "sessions")
    public int block(Block block) {
        var again = new EncodedEvent(++block.position, event.guild(), event.event(), event.body(), block.view);
        block.sessions().deliver(again);
        return block.sessions().history()[0];
    }

    /// One message with a text.
    @State(Scope.Thread)
    public static class Text {
        /// Characters.
        @Param({"120", "2000"})
        public int text;

        private ReadEvent read = new ReadEvent(measured(1, TEXT_CHARACTERS, SampleMessages.view()));

        @Setup
        public void compose() {
            read(measured(1, text, SampleMessages.view()));
        }

        void read(EncodedEvent event) {
            read = new ReadEvent(event);
        }

        EncodedEvent event() {
            return read.event();
        }
    }

    /// Sessions that stand together.
    @State(Scope.Thread)
    public static class Block {
        @Param({"1000", "15000"})
        public int sessions;

        private long position;
        private GuildView view = SampleMessages.view();
        private SessionBlock block = of(view);

        @Setup
        public void begin() {
            var members = SyntheticMembers.of(7, sessions, List.of(), NOW);
            view = SampleMessages.view(members);
            block = of(view);
            block.begin(view, 0);
        }

        private static SessionBlock of(GuildView view) {
            return new SessionBlock(new LaneReader(new QueuedLane(), () -> 0), users(view.members()), false);
        }

        private static long[] users(Members members) {
            long[] users = new long[members.size()];
            int at = 0;
            for (Member member : members) {
                users[at++] = member.user().id().value();
            }
            return users;
        }

        SessionBlock sessions() {
            return block;
        }
    }
}
