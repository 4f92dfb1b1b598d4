package io.guildstorm.scenarios.swarm.presence;

import io.guildstorm.scenarios.check.StatusJournal;
import io.guildstorm.scenarios.client.PresenceSession;
import io.guildstorm.scenarios.client.ReceiveBuffer;
import io.guildstorm.scenarios.client.WireCounters;
import io.guildstorm.scenarios.presence.Everyday;
import io.guildstorm.scenarios.schedule.Ticker;
import io.guildstorm.scenarios.swarm.Transport;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// The users of a presence storm that do not flicker, with their clients, all on one event loop.
///
/// **Owner:** the event loop, of everything here; [#command] is the door for others, and [#awaitEnd] waits for its end.
final class Crowd {
    private static final long TICK_NANOS = 10_000_000;
    private static final long TOLD_NANOS = 500_000_000;
    private static final long MOST_NANOS = 3_600_000_000_000L;

    private final CrowdConfig config;
    private final Ticker ticker;
    private final Consumer<CrowdEvent> say;
    private final MultiThreadIoEventLoopGroup group;
    private final SingleThreadEventLoop eventLoop;
    private final PresenceSession.Loop loop;
    private final Dialling dialling;
    private final List<Watcher> watchers;
    private final Traffic traffic = new Traffic();
    private final StatusFile journal;
    private final Map<Integer, Integer> closedByCode = new HashMap<>();
    private final Histogram lag = new Histogram(MOST_NANOS, 3);
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Routine routine;
    private int swept;
    private long tickDue;
    private long nextTold;

    /// @param say takes events, on the event loop
    /// @throws IOException a file cannot be read or written
    Crowd(CrowdConfig config, Ticker ticker, Consumer<CrowdEvent> say) throws IOException {
        this.config = config;
        this.ticker = ticker;
        this.say = say;
        Transport transport = Transport.best();
        group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("loop", true), transport.waiting());
        eventLoop = (SingleThreadEventLoop) group.next();
        loop = new PresenceSession.Loop(
                config.host(),
                config.port(),
                config.gatewayPath(),
                config.aware(),
                new ReceiveBuffer(),
                new WireCounters(),
                ticker);
        dialling = new Dialling(eventLoop, transport, loop, config.seed());
        journal = new StatusFile(config.out(), config.name());
        watchers = Casting.watchers(this, config);
    }

    void start() {
        eventLoop.execute(() -> {
            tickDue = now() + TICK_NANOS;
            eventLoop.schedule(this::tick, TICK_NANOS, TimeUnit.NANOSECONDS);
            say.accept(new CrowdEvent.Up());
        });
    }

    /// Hands over a command; any thread.
    void command(CrowdCommand command) {
        eventLoop.execute(() -> {
            switch (command) {
                case CrowdCommand.Connect _ -> connect();
                case CrowdCommand.Play(long anchor) -> play(anchor);
                case CrowdCommand.Finish finish -> finish(finish);
            }
        });
    }

    /// Until a [CrowdCommand.Finish] is done.
    void awaitEnd() throws InterruptedException {
        ended.await();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void connect() {
        long began = now();
        traffic.begin(began);
        dialling.dial(
                watchers,
                () -> say.accept(new CrowdEvent.Connected(ready(), dialling.failures(), (now() - began) / 1e9)));
    }

    private void play(long anchorNanos) {
        Everyday everyday = config.everyday();
        if (everyday == null) {
            new Stage(this, anchorNanos).play();
        } else {
            Routine its = new Routine(this, everyday, config.seed());
            its.play(anchorNanos);
            routine = its;
        }
    }

    /// After it was cut.
    void connectAgain(Watcher watcher, long intendedNanos) {
        dialling.dial(watcher, intendedNanos);
    }

    /// A session became ready, or will not.
    void settled(@Nullable String failure) {
        dialling.settled(failure);
    }

    void closed(int code) {
        closedByCode.merge(code, 1, Integer::sum);
    }

    void at(long nanos, Runnable task) {
        eventLoop.schedule(task, Math.max(0, nanos - now()), TimeUnit.NANOSECONDS);
    }

    /// 10 ms after the last: notes how late it is, and visits a tenth of the sessions for their heartbeats.
    private void tick() {
        long now = now();
        lag.recordValue(Math.clamp(now - tickDue, 0, MOST_NANOS));
        for (int i = 0; i <= watchers.size() / 10 && !watchers.isEmpty(); i++)
            watchers.get(swept++ % watchers.size()).sweep(now);
        dialling.giveUp(now);
        if (now - nextTold >= 0) {
            nextTold = now + TOLD_NANOS;
            say.accept(new CrowdEvent.Tick(ready(), traffic.updates()));
        }
        tickDue = now() + TICK_NANOS;
        eventLoop.schedule(this::tick, TICK_NANOS, TimeUnit.NANOSECONDS);
    }

    private void finish(CrowdCommand.Finish finish) {
        try {
            journal.close();
            List<Path> files = new ArrayList<>(List.of(journal.path()));
            finish.statuses().forEach(file -> files.add(Path.of(file)));
            Assessment assessment = new Assessment(StatusJournal.read(files));
            assessment.add(watchers, finish.atRestNs());
            assessment.write(config.out(), config.name());
            say.accept(result(assessment));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ended.countDown();
        }
    }

    private CrowdEvent.Result result(Assessment assessment) {
        CrowdEvent.Lag late = lag.getTotalCount() == 0
                ? null
                : new CrowdEvent.Lag(lag.getValueAtPercentile(99) / 1e6, lag.getMaxValue() / 1e6);
        return new CrowdEvent.Result(
                traffic.seconds(),
                traffic.beganNanos(),
                journal.rows(),
                assessment.meter().views(),
                assessment.meter().wrong(),
                assessment.meter().takenBack(),
                assessment.meter().examples(),
                assessment.watchers(),
                closedByCode,
                loop.counters().bytes(),
                routine == null ? null : routine.phones(),
                late,
                loop.counters().sequenceBreaks(),
                loop.counters().unansweredHeartbeats());
    }

    private int ready() {
        return (int) watchers.stream().filter(Watcher::isReady).count();
    }

    long now() {
        return ticker.nanos();
    }

    boolean asks() {
        return config.asks();
    }

    List<Watcher> watchers() {
        return watchers;
    }

    Traffic traffic() {
        return traffic;
    }

    StatusFile journal() {
        return journal;
    }
}
