package io.guildstorm.scenarios.swarm.presence;

import io.guildstorm.scenarios.client.PresenceSession;
import io.guildstorm.scenarios.swarm.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/// Opens sessions, so many of them between connect and ready at a time.
///
/// **Owner:** the event loop.
final class Dialling {
    private static final int IN_FLIGHT = 200;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private record Call(Watcher watcher, long dueNanos) {}

    private final EventLoop eventLoop;
    private final Transport transport;
    private final PresenceSession.Loop loop;
    private final RandomGenerator random;
    private final Queue<Call> waiting = new ArrayDeque<>();
    private final Map<PresenceSession, Long> begun = new LinkedHashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private int inFlight;
    private @Nullable Runnable done;

    Dialling(EventLoop eventLoop, Transport transport, PresenceSession.Loop loop, long seed) {
        this.eventLoop = eventLoop;
        this.transport = transport;
        this.loop = loop;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// @param then run once all of them are ready or have failed
    void dial(List<Watcher> all, Runnable then) {
        done = then;
        long now = loop.ticker().nanos();
        all.forEach(watcher -> waiting.add(new Call(watcher, now)));
        advance();
    }

    void dial(Watcher watcher, long dueNanos) {
        waiting.add(new Call(watcher, dueNanos));
        advance();
    }

    void settled(@Nullable String failure) {
        inFlight--;
        if (failure != null) failures.merge(failure, 1, Integer::sum);
        eventLoop.execute(this::advance); // not from within a session's own call
    }

    /// Why → how many.
    Map<String, Integer> failures() {
        return Map.copyOf(failures);
    }

    private void advance() {
        while (inFlight < IN_FLIGHT && !waiting.isEmpty()) {
            inFlight++;
            connect(waiting.remove());
        }
        if (inFlight > 0 || done == null) return;
        Runnable told = done;
        done = null;
        told.run();
    }

    private void connect(Call call) {
        PresenceSession session = call.watcher().begin(loop, random.nextDouble(), call.dueNanos());
        begun.put(session, loop.ticker().nanos());
        new Bootstrap()
                .group(eventLoop)
                .channel(transport.socket())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000)
                .option(ChannelOption.RECVBUF_ALLOCATOR, session.receiving())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(session);
                    }
                })
                .connect(loop.host(), loop.port())
                .addListener(connected -> {
                    if (!connected.isSuccess())
                        session.failed(String.valueOf(connected.cause().getMessage()));
                });
    }

    /// On those that did not become ready in time.
    void giveUp(long now) {
        while (!begun.isEmpty()) {
            Map.Entry<PresenceSession, Long> oldest =
                    begun.entrySet().iterator().next();
            PresenceSession session = oldest.getKey();
            boolean late = now - oldest.getValue() > PATIENCE_NANOS;
            if (!session.isReady() && session.open() && !late) return;
            begun.remove(session);
            if (late && session.open() && !session.isReady())
                session.broken("not ready within " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS) + " s");
        }
    }
}
