package io.guildstorm.scenarios.run.load;

import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.machine.MachineFacts;
import io.guildstorm.scenarios.swarm.SwarmCommand;
import io.guildstorm.scenarios.swarm.SwarmConfig;
import io.guildstorm.scenarios.swarm.SwarmEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All swarms of a run as one: as many processes as the descriptors of one do not reach.
///
/// **Owner:** the run's thread.
public final class Swarms {
    /// GUILDS, GUILD_MESSAGES, MESSAGE_CONTENT.
    private static final int INTENTS = 1 | 1 << 9 | 1 << 15;

    /// GUILD_MESSAGE_TYPING.
    private static final int TYPING = 1 << 11;

    private static final String GATEWAY = "/gateway?v=10&encoding=json";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final RunContext run;
    private final String gateway;
    private final int intents;
    private final List<SwarmProcess> all = new ArrayList<>();
    private final List<SwarmProcess> newcomers = new ArrayList<>();
    private int asked;

    /// @param compress the switch `gateway.compress`
    /// @param hearsTyping whether sessions ask to be told who types
    public Swarms(RunContext run, String compress, boolean hearsTyping) {
        this.run = run;
        this.gateway = gateway(compress);
        this.intents = hearsTyping ? INTENTS | TYPING : INTENTS;
    }

    /// Path and query of the upgrade. What the server makes of a stream is its own business.
    static String gateway(String compress) {
        return switch (compress) {
            case "none" -> GATEWAY;
            case "shared" -> GATEWAY + "&compress=zlib-stream";
            default -> GATEWAY + "&compress=" + compress;
        };
    }

    /// How many of what.
    /// @param capacity most sessions that will be asked for
    /// @param perProcess most sessions of one process
    /// @param loops event loops of each
    /// @param slowReaders so many of the last sessions stop reading once they are ready
    /// @param openOneIn see [SwarmConfig]
    public record Size(int capacity, int perProcess, int loops, int slowReaders, int openOneIn) {}

    /// One is enough for 100,000 deliveries a second; more would take cores from the server.
    public static int loops() {
        return MachineFacts.cores() >= 8 ? 2 : 1;
    }

    /// Starts as many as it takes.
    public void start(TestBed bed, Size size) {
        for (int first = 0; first < size.capacity(); first += size.perProcess()) {
            int sessions = Math.min(size.perProcess(), size.capacity() - first);
            start(bed, size, first, sessions, run.children()::startBehind);
        }
        awaitUp();
    }

    /// The same where newcomers follow: those who are judged do not wait for a core behind the newcomers' processes,
    /// which in earnest have machines of their own.
    public void startBeforeNewcomers(TestBed bed, int sessions) {
        start(bed, new Size(sessions, sessions, loops(), 0, 0), 0, sessions, run.children()::start);
        awaitUp();
    }

    /// Starts more, for sessions that come later or again and are judged by the audit alone.
    /// @param first number of their first session
    public Newcomers startNewcomers(TestBed bed, int first, int sessions, int perProcess) {
        Size size = new Size(first + sessions, perProcess, loops(), 0, 0);
        for (int from = first; from < size.capacity(); from += perProcess)
            newcomers.add(
                    start(bed, size, from, Math.min(perProcess, size.capacity() - from), run.children()::startBehind));
        awaitUp();
        return new Newcomers(run, newcomers);
    }

    /// Those that [#startNewcomers] started.
    public List<SwarmProcess> newcomers() {
        return List.copyOf(newcomers);
    }

    private SwarmProcess start(TestBed bed, Size size, int first, int sessions, SwarmProcess.Launch launch) {
        int readers = size.capacity() - size.slowReaders();
        SwarmConfig config = new SwarmConfig(
                "swarm-" + all.size(),
                bed.server().getHost(),
                bed.server().getPort(),
                gateway,
                bed.tokens().toString(),
                bed.userIds().toString(),
                first,
                sessions,
                size.loops(),
                bed.guild(),
                bed.channel(),
                intents,
                run.folder().path(),
                SwarmConfig.Mode.GATEWAY,
                run.request().seed(),
                Math.clamp(first + sessions - readers, 0, sessions),
                size.openOneIn());
        SwarmProcess swarm = SwarmProcess.start(run.home(), config, run.folder().work(), launch, run.inbox());
        all.add(swarm);
        run.sampler().watch(config.name(), swarm.child().pid());
        return swarm;
    }

    private void awaitUp() {
        awaitOrStop(() -> all.stream().allMatch(SwarmProcess::up), "a swarm did not start");
    }

    /// What is said in this time is judged, newcomers left out.
    public void judge(SwarmCommand.Window window) {
        all.stream().filter(swarm -> !newcomers.contains(swarm)).forEach(swarm -> swarm.say(window));
    }

    public List<SwarmProcess> all() {
        return all;
    }

    /// Opens more sessions and waits until each is ready or failed.
    /// @return how many failed
    public int connect(int more) {
        int left = more;
        List<SwarmProcess> told = new ArrayList<>();
        List<Integer> before = new ArrayList<>();
        int from = 0;
        for (SwarmProcess swarm : all) {
            int room = from + swarm.config().capacity() - Math.max(asked, from);
            int share = Math.clamp(room, 0, left);
            from += swarm.config().capacity();
            if (share == 0) continue;
            told.add(swarm);
            before.add(swarm.connects());
            swarm.say(new SwarmCommand.Connect(share));
            left -= share;
        }
        asked += more - left;
        awaitOrStop(
                () -> {
                    for (int i = 0; i < told.size(); i++) if (told.get(i).connects() <= before.get(i)) return false;
                    return true;
                },
                "sessions were neither ready nor failed within a minute");
        return told.stream()
                .map(SwarmProcess::connected)
                .filter(Objects::nonNull)
                .mapToInt(SwarmEvent.Connected::failed)
                .sum();
    }

    public void say(SwarmCommand command) {
        all.forEach(swarm -> swarm.say(command));
    }

    /// To the swarm that has the session; from any thread.
    public void taken(SwarmCommand.Taken taken) {
        all.stream()
                .filter(swarm -> taken.session() >= swarm.config().first())
                .filter(swarm -> taken.session()
                        < swarm.config().first() + swarm.config().capacity())
                .forEach(swarm -> swarm.say(taken));
    }

    /// Due deliveries that have not arrived, as far as the log of sends tells. Null when no answer came in time.
    public @Nullable Long missing(List<String> sent) {
        say(new SwarmCommand.Drained(sent));
        boolean answered = run.inbox()
                .await(
                        () -> all.stream().allMatch(swarm -> swarm.missing() != null),
                        System.nanoTime() + PATIENCE_NANOS);
        if (!answered) return null;
        return answers(SwarmProcess::missing)
                .mapToLong(SwarmEvent.Missing::count)
                .sum();
    }

    /// The step's figures once all swarms have told them; p99 of the worst of them.
    public List<SwarmEvent.RampStep> rampStep(long untilNanos) {
        run.inbox().await(() -> all.stream().allMatch(swarm -> swarm.rampStep() != null), untilNanos);
        return answers(SwarmProcess::rampStep).toList();
    }

    /// Judges and writes the files; empty when a swarm did not answer.
    public List<SwarmEvent.Result> finish(SwarmCommand.Finish command, long patienceNanos) {
        say(command);
        run.inbox()
                .await(
                        () -> all.stream()
                                .allMatch(swarm ->
                                        swarm.result() != null || !swarm.child().alive()),
                        System.nanoTime() + patienceNanos);
        return answers(SwarmProcess::result).toList();
    }

    private <T> Stream<T> answers(Function<SwarmProcess, @Nullable T> answer) {
        return all.stream().map(answer).filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    /// Sessions that are ready now.
    public int ready() {
        return (int) ticks().mapToLong(SwarmEvent.Tick::ready).sum();
    }

    /// Deliveries since the start.
    public long delivered() {
        return ticks().mapToLong(SwarmEvent.Tick::delivered).sum();
    }

    /// Median of the last seconds, of the worst swarm; null: nothing arrived in them.
    public @Nullable Double recentP50Ms() {
        return worst(SwarmEvent.Tick::p50Ms);
    }

    public @Nullable Double recentP99Ms() {
        return worst(SwarmEvent.Tick::p99Ms);
    }

    private @Nullable Double worst(Function<SwarmEvent.Tick, @Nullable Double> figure) {
        return ticks().map(figure)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .max(Double::compare)
                .orElse(null);
    }

    private Stream<SwarmEvent.Tick> ticks() {
        return answers(SwarmProcess::tick);
    }

    private void awaitOrStop(BooleanSupplier condition, String otherwise) {
        if (!run.inbox().await(condition, System.nanoTime() + PATIENCE_NANOS))
            throw new StoppedException(StoppedException.Cause.INSTRUMENT_FAILED, otherwise);
    }
}
