package io.guildstorm.server.presence;

import io.guildstorm.benchmarks.Claim;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.model.hash.SplitMix64;
import io.guildstorm.server.presence.PresenceServer.Counts;
import io.guildstorm.server.presence.PresenceServer.Parts;
import io.guildstorm.server.presence.Presences.Device;
import io.guildstorm.server.wire.EventBody;
import io.guildstorm.server.wire.Presence;
import io.guildstorm.server.wire.Presence.Platform;
import io.guildstorm.server.wire.Presence.Status;
import io.guildstorm.server.wire.PresenceEvents;
import io.guildstorm.server.wire.PresenceEvents.Told;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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

/// A presence storm in one presence server: what a flicker costs it, with the ticks that tell of it, at 100,000 a
/// second; what an update costs the lane that tells a session of it. Claim: one presence server takes 100,000 flickers
/// a second in less than a tenth of it, of a million users as of ten thousand. `guildstorm bench PresenceStorm`
@Claim("one presence server takes 100,000 flickers a second in less than a tenth of it, of a million users as of ten "
        + "thousand")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class PresenceStormBenchmark {
    /// At 100,000 a second.
    private static final int FLICKERS_A_TICK = 10_000;

    private static final GuildId GUILD = new GuildId(1L << 22);

    /// A lane that counts what it is told.
    private static final class Counted implements LanePresence {
        long updates;

        @Override
        public void told(List<Presence> changed) {
            updates += changed.size();
        }

        @Override
        public void own(List<Own> changed) {
            updates += changed.size();
        }

        @Override
        public void unknown(long device) {}

        @Override
        public void reborn(int server) {}
    }

    private static PresenceServer server(LanePresence lane) {
        var settings = new PresenceSettings(
                true,
                true,
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                Duration.ofHours(1),
                500,
                Duration.ofMinutes(5),
                1);
        var counts = new Counts(new LongAdder(), new LongAdder(), new LongAdder());
        var server = new PresenceServer(0, new Parts(settings, List.of(lane), null, counts), 0);
        server.announced(0, 0);
        return server;
    }

    /// A presence server whose users are all online, and one in ten of them shown by somebody.
    @State(Scope.Thread)
    public static class Storm {
        @Param({"10000", "1000000"})
        public int users;

        private final Counted lane = new Counted();
        private PresenceServer server = server(lane);
        private long nowMillis = PresenceServer.TICK_MILLIS;
        private int next;

        @Setup
        public void signIn() {
            server = server(lane);
            for (long user = 1; user <= users; user++) {
                server.present(device(user, Status.ONLINE), nowMillis);
            }
            server.watch(0, LongStream.rangeClosed(1, users / 10).toArray());
        }
    }

    /// What a lane has to tell one session.
    @State(Scope.Thread)
    public static class Window {
        @Param({"1", "20"})
        public int updates;

        private List<Told> told = List.of();

        @Setup
        public void write() {
            told = IntStream.rangeClosed(1, updates)
                    .mapToObj(i -> new Told(Presence.of(new UserId((long) i << 22), Status.ONLINE), GUILD))
                    .toList();
        }
    }

    private static Device device(long user, Status says) {
        return new Device(0, new UserId(user), user, Platform.WEB, says, -1, 0);
    }

    /// One of the users, drawn anew each time, says something else than before. Every 10,000th is followed by a tick.
    /// @return what was told so far, to the lane or of its own sessions
    @Benchmark
    public long flicker(Storm storm) {
        int step = storm.next++;
        long user = 1 + Long.remainderUnsigned(SplitMix64.mixed(step), storm.users);
        storm.server.present(device(user, (step & 1) == 0 ? Status.IDLE : Status.DND), storm.nowMillis);
        if (step % FLICKERS_A_TICK == 0) {
            storm.nowMillis += PresenceServer.TICK_MILLIS;
            storm.server.goOn(storm.nowMillis);
        }
        return storm.lane.updates;
    }

    /// What a window becomes for one session that reads batches; the updates were written once for all.
    @Benchmark
    public List<EventBody> frame(Window window) {
        return PresenceEvents.updates(window.told);
    }
}
