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
import org.jspecify.annotations.Nullable;

/// Opens sessions, at most [#IN_FLIGHT] of them between connect and READY at a time.
///
/// **Owner:** the control thread; loops only put outcomes into a queue.
final class Connector {
    private static final int IN_FLIGHT = 200;
    /// Sockets a source address, below the 28,000 ports that Linux gives out.
    private static final int PER_SOURCE = 25_000;

    /// Of a session that will stop reading: what fits into a frame of Ethernet, and a few of those.
    private static final int SLOW_SEGMENT_BYTES = 1_460;

    private static final int SLOW_RECEIVE_BYTES = 8_192;
    private static final ChannelOption<Integer> MAX_SEGMENT = new IntegerUnixChannelOption("TCP_MAXSEG", 6, 2);

    private record Outcome(@Nullable String failure) {}

    private final SwarmConfig config;
    private final Transport transport;
    private final List<SwarmLoop> loops;
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

    /// @param tokens one a session, by its number in this process
    Connector(
            SwarmConfig config,
            Transport transport,
            List<SwarmLoop> loops,
            List<String> tokens,
            RandomGenerator random) {
        this.config = config;
        this.transport = transport;
        this.loops = loops;
        this.tokens = tokens;
        this.random = random;
    }

    /// From a loop: one session is ready or failed.
    void settled(@Nullable String failure) {
        outcomes.add(new Outcome(failure));
    }

    /// Asks for `count` more; what is beyond the capacity fails at once.
    void open(int count, Ticker ticker) {
        if (!working) {
            startedNanos = ticker.nanos();
            failed = 0;
            failures.clear();
        }
        working = true;
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
        }
        while (opened < wanted && inFlight < IN_FLIGHT) {
            connect(opened++);
            inFlight++;
        }
        if (!working || opened < wanted || inFlight > 0) return false;
        working = false;
        return true;
    }

    int failed() {
        return failed;
    }

    /// Reasons of the last [#open], with how many met each.
    Map<String, Integer> failures() {
        return new TreeMap<>(failures);
    }

    double secondsSinceOpen(Ticker ticker) {
        return (ticker.nanos() - startedNanos) / 1e9;
    }

    private void connect(int index) {
        SwarmLoop loop = loops.get(index % loops.size());
        String token = tokens.isEmpty() ? "" : tokens.get(index);
        double phase = random.nextDouble();
        boolean slow = index >= config.capacity() - config.slowReaders();
        loop.eventLoop().execute(() -> {
            int number = config.first() + index;
            var session = new SwarmSession(loop, number, token, phase, slow, config.attentionOf(number));
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
