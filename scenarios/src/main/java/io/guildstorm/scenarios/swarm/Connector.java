package io.guildstorm.scenarios.swarm;

import io.guildstorm.scenarios.schedule.Ticker;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Opens sessions, so many of them between connect and READY at a time as their [Pace] allows.
///
/// **Owner:** the control thread; loops only put outcomes into a queue.
final class Connector {
    /// Sockets a source address, below the 28,000 ports that Linux gives out.
    private static final int PER_SOURCE = 25_000;

    /// Of a session that will stop reading: what fits into a frame of Ethernet, and a few of those.
    private static final int SLOW_SEGMENT_BYTES = 1_460;

    private static final int SLOW_RECEIVE_BYTES = 8_192;
    private static final ChannelOption<Integer> MAX_SEGMENT = new IntegerUnixChannelOption("TCP_MAXSEG", 6, 2);

    private record Outcome(@Nullable String failure, long signInNanos, long readyNanos) {}

    /// When sessions are due.
    /// @param rate of them a second; 0: all at once
    /// @param anchorNanos when the first is; 0: now
    /// @param inFlight sessions at most between connect and READY
    record Pace(double rate, long anchorNanos, int inFlight) {
        private static final double SECOND = 1e9;
        /// As fast as they come, without a burst that the system has no room for.
        static final Pace NONE = new Pace(0, 0, 200);

        static Pace of(SwarmCommand.Storm storm) {
            return new Pace(storm.rate(), storm.anchorNs(), storm.inFlight());
        }

        private long due(int number) {
            return rate == 0 ? 0 : anchorNanos + (long) (number * SECOND / rate);
        }
    }

    private final SwarmConfig config;
    private final Transport transport;
    private final List<SwarmLoop> loops;
    private final Ticker ticker;
    private final List<String> tokens;
    private final RandomGenerator random;
    private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private int opened;
    private int wanted;
    private int inFlight;
    private int failed;
    private long startedNanos;
    private boolean working;
    private Pace pace = Pace.NONE;
    private int pacedFrom;
    private Histogram signIns = Delays.histogram();
    private @Nullable Long lastReadyNanos;

    /// @param tokens one a session, by its number in this process
    Connector(
            SwarmConfig config,
            Transport transport,
            List<SwarmLoop> loops,
            Ticker ticker,
            List<String> tokens,
            RandomGenerator random) {
        this.config = config;
        this.transport = transport;
        this.loops = loops;
        this.ticker = ticker;
        this.tokens = tokens;
        this.random = random;
    }

    /// From a loop: one session is ready or failed.
    void settled(SwarmSession session, @Nullable String failure) {
        outcomes.add(new Outcome(failure, session.signInNanos(), session.audit().readyNanos()));
    }

    /// Asks for `count` more; what is beyond the capacity fails at once.
    void open(int count, Pace its) {
        if (!working) {
            startedNanos = ticker.nanos();
            failed = 0;
            failures.clear();
            signIns = Delays.histogram();
            lastReadyNanos = null;
        }
        working = true;
        pace = its;
        pacedFrom = wanted;
        int room = config.capacity() - wanted;
        wanted += Math.min(count, room);
        if (count > room) fail("beyond the capacity of " + config.capacity() + " sessions", count - room);
    }

    private void fail(String reason, int count) {
        failed += count;
        failures.merge(reason, count, Integer::sum);
    }

    /// Whether [#advance] is to be called again soon.
    boolean working() {
        return working;
    }

    /// Takes outcomes and opens what there is room for.
    /// @return whether the last session asked for was just settled
    boolean advance() {
        for (Outcome outcome = outcomes.poll(); outcome != null; outcome = outcomes.poll()) {
            inFlight--;
            if (outcome.failure() != null) fail(outcome.failure(), 1);
            else ready(outcome);
        }
        long now = ticker.nanos();
        while (opened < wanted && inFlight < pace.inFlight()) {
            long due = pace.due(opened - pacedFrom);
            if (due - now > 0) break;
            connect(opened++, due == 0 ? now : due);
            inFlight++;
        }
        if (!working || opened < wanted || inFlight > 0) return false;
        working = false;
        return true;
    }

    private void ready(Outcome outcome) {
        signIns.recordValue(Math.clamp(outcome.signInNanos(), 0, Delays.MOST_NANOS));
        lastReadyNanos = lastReadyNanos == null ? outcome.readyNanos() : Math.max(lastReadyNanos, outcome.readyNanos());
    }

    /// Whether those of the last [#open] were due at times of their own.
    boolean isScheduled() {
        return pace.rate() > 0;
    }

    /// How long those of the last [#open] took to become ready, from when they were due.
    Histogram signIns() {
        return signIns;
    }

    /// When the last of them did; null: none did.
    @Nullable
    Long lastReadyNanos() {
        return lastReadyNanos;
    }

    int failed() {
        return failed;
    }

    /// Reasons of the last [#open], with how many met each.
    Map<String, Integer> failures() {
        return new TreeMap<>(failures);
    }

    double secondsSinceOpen() {
        return (ticker.nanos() - startedNanos) / 1e9;
    }

    private void connect(int index, long dueNanos) {
        SwarmLoop loop = loops.get(index % loops.size());
        String token = tokens.isEmpty() ? "" : tokens.get(index);
        double phase = random.nextDouble();
        boolean slow = index >= config.capacity() - config.slowReaders();
        loop.eventLoop().execute(() -> {
            int number = config.first() + index;
            var session = new SwarmSession(loop, number, token, phase, slow, config.attentionOf(number), dueNanos);
            loop.sessions().add(session);
            connect(session, loop, source(number));
        });
    }

    private void connect(SwarmSession session, SwarmLoop loop, @Nullable SocketAddress source) {
        var bootstrap = new Bootstrap()
                .group(loop.eventLoop())
                .channel(transport.socket())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000)
                .option(ChannelOption.RECVBUF_ALLOCATOR, session.connection().receiving())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(session.connection());
                    }
                });
        if (session.slow()) {
            // or the kernel alone would hold megabytes: on loopback a segment has 64 KiB, and buffers are sized by it
            bootstrap.option(ChannelOption.SO_RCVBUF, SLOW_RECEIVE_BYTES);
            if (transport.name().equals("epoll")) bootstrap.option(MAX_SEGMENT, SLOW_SEGMENT_BYTES);
        }
        if (source != null && transport.name().equals("epoll"))
            bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        var server = new InetSocketAddress(config.host(), config.port());
        var connecting = source == null ? bootstrap.connect(server) : bootstrap.connect(server, source);
        connecting.addListener(done -> {
            if (!done.isSuccess()) session.failed(rootText(done.cause()));
        });
    }

    /// On loopback, 127.0.0.2 from the 25,001st session of all processes on, and so forth; null: the system's
    /// choice.
    private @Nullable SocketAddress source(int number) {
        int block = number / PER_SOURCE;
        boolean loopback = config.host().startsWith("127.") || config.host().equals("localhost");
        return block == 0 || !loopback ? null : new InetSocketAddress("127.0.0." + (block + 1), 0);
    }

    private static String rootText(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) root = root.getCause();
        String text = root.getMessage();
        return text == null ? root.getClass().getSimpleName() : text;
    }
}
