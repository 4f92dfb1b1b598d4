package io.guildstorm.scenarios.swarm;

import io.guildstorm.scenarios.check.Due;
import io.guildstorm.scenarios.check.SentLog;
import io.guildstorm.scenarios.schedule.Ticker;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGeneratorFactory;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// The swarm: takes commands, says events, and keeps time on one control thread, [#run].
///
/// **Owner:** the control thread owns everything here but the loops' own state, which it reaches by tasks. [#command]
/// is the door for others.
public final class Swarm {
    private static final long TICK_NANOS = 500_000_000;
    private static final long CONNECT_POLL_NANOS = 1_000_000;
    private static final long RECENT_NANOS = 5_000_000_000L;

    private final SwarmConfig config;
    private final Ticker ticker;
    private final Consumer<SwarmEvent> say;
    private final BlockingQueue<SwarmCommand> commands = new LinkedBlockingQueue<>();
    private final MultiThreadIoEventLoopGroup group;
    private final List<SwarmLoop> loops = new ArrayList<>();
    private final Connector connector;
    private final Returner returner;
    private final LoopShares shares;
    private final LoopShares tickShares;
    private final RecentDelays recent = new RecentDelays((int) (RECENT_NANOS / TICK_NANOS));
    private final Map<Integer, Integer> closedBefore = new HashMap<>();
    private Windows windows = Windows.NONE;
    private @Nullable JudgedWindow judged;
    private @Nullable RampStep rampStep;
    private @Nullable FloorPublisher publisher;
    private @Nullable FloorPublisher finishedPublisher;
    private long nextTick;
    private long delivered;

    /// @param say takes events, on the control thread
    /// @throws IOException a file of tokens cannot be read
    public Swarm(SwarmConfig config, Ticker ticker, Consumer<SwarmEvent> say) throws IOException {
        this.config = config;
        this.ticker = ticker;
        this.say = say;
        var transport = Transport.best();
        group = new MultiThreadIoEventLoopGroup(
                config.loops(), new DefaultThreadFactory("loop", true), transport.waiting());
        var dialer = new Dialer(config, transport);
        returner = new Returner(dialer, loops, ticker);
        connector = new Connector(
                config,
                dialer,
                loops,
                ticker,
                tokens(config),
                RandomGeneratorFactory.of("L64X128MixRandom").create(config.seed()));
        for (int i = 0; i < config.loops(); i++) {
            var eventLoop = (SingleThreadEventLoop) group.next();
            loops.add(new SwarmLoop(eventLoop, config, ticker, this::settled));
        }
        loops.forEach(SwarmLoop::start);
        shares = new LoopShares(loops, ticker.nanos());
        tickShares = new LoopShares(loops, ticker.nanos());
    }

    /// On a loop.
    private void settled(SwarmSession session, @Nullable String failure) {
        if (session.returning()) returner.settled(session, failure);
        else connector.settled(session, failure);
    }

    private static List<String> tokens(SwarmConfig config) throws IOException {
        if (config.mode() == SwarmConfig.Mode.FLOOR) return List.of();
        List<String> all = Files.readAllLines(Path.of(config.tokens()));
        if (all.size() < config.first() + config.capacity())
            throw new IOException(
                    config.tokens() + " has " + all.size() + " tokens, not " + (config.first() + config.capacity()));
        return List.copyOf(all.subList(config.first(), config.first() + config.capacity()));
    }

    /// Hands over a command; any thread.
    public void command(SwarmCommand command) {
        commands.add(command);
    }

    /// Works until a [SwarmCommand.Finish] is done.
    /// @throws IOException a file cannot be read or written
    public void run() throws IOException, InterruptedException {
        SwarmLoop first = loops.getFirst();
        first.run(() -> new Rehearsal(config, ticker, first.eventLoop()).run());
        say.accept(new SwarmEvent.Up());
        nextTick = ticker.nanos() + TICK_NANOS;
        while (true) {
            SwarmCommand command = commands.poll(Math.max(0, nextDue() - ticker.nanos()), TimeUnit.NANOSECONDS);
            if (command instanceof SwarmCommand.Finish finish) {
                finish(finish);
                return;
            }
            if (command != null) obey(command);
            keepTime();
        }
    }

    private long nextDue() {
        long due = nextTick;
        if (judged != null) due = Math.min(due, judged.dueNanos());
        if (rampStep != null) due = Math.min(due, rampStep.dueNanos());
        if (connector.working() || returner.working()) due = Math.min(due, ticker.nanos() + CONNECT_POLL_NANOS);
        return publisher != null && publisher.done() ? 0 : due;
    }

    private void obey(SwarmCommand command) throws IOException {
        switch (command) {
            case SwarmCommand.Connect(int count) -> connector.open(count, Connector.Pace.NONE);
            case SwarmCommand.Storm storm -> connector.open(storm.count(), Connector.Pace.of(storm));
            case SwarmCommand.Reconnect reconnect -> returner.begin(reconnect);
            case SwarmCommand.Window window -> {
                if (judged != null) judged.close(ticker.nanos());
                windows = windows.judging(window.fromNs(), window.toNs(), window.phased());
                spreadWindows();
                var file = config.out().resolve("delivery." + config.name() + ".hlog");
                judged = new JudgedWindow(window, loops, shares, file, ticker.nanos());
            }
            case SwarmCommand.Untimed(long author) -> {
                windows = windows.without(author);
                spreadWindows();
            }
            case SwarmCommand.WatchTyping(var hiding) ->
                loops.forEach(loop -> loop.run(() -> loop.watchTyping(hiding)));
            case SwarmCommand.Addressed _ ->
                loops.forEach(loop -> loop.run(
                        () -> loop.sessions().forEach(session -> session.audit().addressed())));
            case SwarmCommand.RampWindow window -> {
                if (rampStep != null) say.accept(rampStep.figures(ticker.nanos()));
                windows = windows.ramping(window.fromNs(), window.toNs(), window.step());
                spreadWindows();
                rampStep = new RampStep(window, loops, ticker.nanos());
            }
            case SwarmCommand.Publish publish -> {
                publisher = new FloorPublisher(config, publish, ticker);
                publisher.start();
            }
            case SwarmCommand.Taken taken -> {
                SwarmLoop loop = loops.get((taken.session() - config.first()) % loops.size());
                loop.eventLoop().execute(() -> loop.taken(taken));
            }
            case SwarmCommand.ReadAgain(int count) -> {
                int end = config.capacity() - config.slowReaders() + count;
                loops.forEach(loop -> loop.eventLoop().execute(() -> loop.readAgain(config.first() + end)));
            }
            case SwarmCommand.Drained drained -> say.accept(new SwarmEvent.Missing(missing(drained.sent())));
            case SwarmCommand.Finish _ -> throw new IllegalStateException("the end is not obeyed here");
        }
    }

    private void spreadWindows() {
        Windows changed = windows;
        loops.forEach(loop -> loop.run(() -> loop.figures().windows(changed)));
    }

    private long missing(List<String> sent) throws IOException {
        var due = new Due(SentLog.read(paths(sent), List.of()));
        return loops.stream()
                .mapToLong(loop -> loop.call(() -> loop.missing(due)))
                .sum();
    }

    private static List<Path> paths(List<String> names) {
        return names.stream().map(Path::of).toList();
    }

    private void keepTime() throws IOException {
        long now = ticker.nanos();
        if (judged != null) judged.advance(now);
        if (rampStep != null && now >= rampStep.dueNanos()) {
            say.accept(rampStep.figures(now));
            rampStep = null;
        }
        if (connector.working() && connector.advance()) connected();
        if (returner.working() && returner.advance()) returned();
        if (publisher != null && publisher.done()) {
            say.accept(publisher.published());
            finishedPublisher = publisher;
            publisher = null;
        }
        if (now >= nextTick) {
            tick(now);
            nextTick = Math.max(nextTick + TICK_NANOS, now);
        }
    }

    private void connected() throws IOException {
        if (connector.isScheduled()) OneHistogram.write(config.out(), "sign_in", config.name(), connector.signIns());
        connector.failures().forEach((reason, count) -> say.accept(new SwarmEvent.Refused(reason, count)));
        say.accept(new SwarmEvent.Connected(
                ready(), connector.failed(), connector.secondsSinceOpen(), connector.lastReadyNanos()));
    }

    private void returned() throws IOException {
        OneHistogram.write(config.out(), "away", config.name(), returner.away());
        returner.failures().forEach((reason, count) -> say.accept(new SwarmEvent.Refused(reason, count)));
        say.accept(returner.returned());
    }

    private int ready() {
        return loops.stream().mapToInt(loop -> loop.call(loop::ready)).sum();
    }

    private void tick(long now) {
        Histogram live = Delays.histogram();
        long lag = 0;
        for (SwarmLoop loop : loops) {
            live.add(loop.figures().live().interval());
            lag = Math.max(lag, loop.figures().lag().interval().getMaxValue());
        }
        delivered += live.getTotalCount();
        var quantiles = Quantiles.of(recent.with(live));
        say.accept(new SwarmEvent.Tick(
                ready(), delivered, quantiles.p50(), quantiles.p99(), tickShares.busiestSinceLast(now), lag / 1e6));
        closedByCode().forEach((code, count) -> {
            int before = closedBefore.getOrDefault(code, 0);
            if (count > before) say.accept(new SwarmEvent.Closed(code, count - before));
            closedBefore.put(code, count);
        });
    }

    private Map<Integer, Integer> closedByCode() {
        var sum = new HashMap<Integer, Integer>();
        for (SwarmLoop loop : loops) {
            loop.call(() -> Map.copyOf(loop.closedByCode()))
                    .forEach((code, count) -> sum.merge(code, count, Integer::sum));
        }
        return sum;
    }

    private void finish(SwarmCommand.Finish finish) throws IOException {
        long now = ticker.nanos();
        SentLog log = finishedPublisher != null
                ? finishedPublisher.log()
                : SentLog.read(paths(finish.sent()), paths(finish.changes()));
        if (judged != null) {
            judged.advance(now);
            judged.close(now);
        }
        SwarmEvent.Typing typing = typing(now);
        loops.forEach(loop -> loop.run(
                () -> loop.sessions().forEach(session -> session.audit().leave(now))));
        var results = new Results(config, loops, judged, shares);
        say.accept(results.judge(log, finish, closedByCode(), typing));
        leave();
    }

    private SwarmEvent.@Nullable Typing typing(long now) {
        return loops.stream()
                .map(loop -> loop.call(() -> loop.typing(now)))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .reduce(SwarmEvent.Typing::plus)
                .orElse(null);
    }

    private void leave() {
        loops.forEach(loop -> loop.run(
                () -> loop.sessions().forEach(session -> session.connection().leave())));
        long deadline = ticker.nanos() + TimeUnit.SECONDS.toNanos(2);
        while (loops.stream().anyMatch(loop -> loop.call(loop::anySocketOpen)) && ticker.nanos() < deadline) {
            loops.getFirst()
                    .eventLoop()
                    .schedule(() -> {}, 10, TimeUnit.MILLISECONDS)
                    .syncUninterruptibly();
        }
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
