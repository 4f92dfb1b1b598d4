package io.guildstorm.scenarios.run.presence;

import io.guildstorm.reports.record.Machine;
import io.guildstorm.scenarios.presence.Timetable;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.context.StoppedException.Cause;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.load.GatlingProcess;
import io.guildstorm.scenarios.run.machine.MachineFacts;
import io.guildstorm.scenarios.run.machine.Sampler;
import io.guildstorm.scenarios.run.process.Child;
import io.guildstorm.scenarios.run.screen.Bars;
import io.guildstorm.scenarios.run.server.AdminApi;
import io.guildstorm.scenarios.run.server.ServerMeters;
import io.guildstorm.scenarios.run.server.ServerProcess;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.swarm.presence.CrowdCommand;
import io.guildstorm.scenarios.swarm.presence.CrowdEvent;
import io.guildstorm.scenarios.workload.PresenceStorm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// One storm on a server of its own: it starts, all connect, everybody does what its role says, and once nothing can
/// change any more what was told is compared with what was true.
///
/// **Owner:** the run's thread.
final class PresenceRound {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_NANOS = 60 * SECOND;
    private static final String METERS = "guildstorm_presence_";
    private static final String LEARNING = "learning_milliseconds";
    /// The timetable begins so long after the first connect, or later where connecting takes longer: so that a second
    /// of
    /// one round is the same second of another.
    private static final int CONNECT_SECONDS = 4;

    private final RunContext run;
    private final Design design;
    private final PresenceSettings settings;
    private final Scene scene;
    private final LiveRates rates;
    /// Of the server's admin API.
    private final String token = UUID.randomUUID().toString();

    private final Instant started = Instant.now();
    private @Nullable ServerProcess server;
    private @Nullable GatlingProcess gatling;
    private @Nullable CrowdProcess crowd;
    private @Nullable Machine machine;
    private Sampler.@Nullable Snapshot windowBegan;
    private Sampler.@Nullable Used used;
    private @Nullable Histogram hiccups;
    private Map<String, Long> meters = Map.of();
    private @Nullable Long recoveryMs;
    private double connectSeconds;
    private double anchorSeconds;
    private @Nullable Long atRestNanos;
    private boolean endExpected;
    private boolean inProcess;
    private @Nullable StoppedException stopped;

    /// @param run with the round's own folder
    PresenceRound(RunContext run, Design design, PresenceSettings settings, Scene scene, LiveRates rates) {
        this.run = run;
        this.design = design;
        this.settings = settings;
        this.scene = scene;
        this.rates = rates;
    }

    PlayedStorm play() throws IOException {
        try {
            StormBed bed = begin();
            storm(bed);
        } catch (StoppedException e) {
            stopped = e;
        } catch (EnvironmentException | UsageException e) {
            stopped = StoppedException.because(e);
        }
        CrowdEvent.Result result = endStorm();
        InProcessCrowd.Played inProcess = stopped == null && scene.withoutSockets() > 0 ? inProcess() : null;
        endServer();
        return new PlayedStorm(
                design,
                started,
                run.folder(),
                scene,
                scene.timetable(settings),
                connectSeconds,
                anchorSeconds,
                result,
                used,
                hiccups,
                meters,
                recoveryMs,
                inProcess,
                machine,
                run.sampler().rssMost("server"),
                stopped);
    }

    /// From the inbox: Ctrl-C, a full disk. Once the end has begun, it goes on to write what there is.
    void stop(StoppedException why) {
        if (!endExpected || inProcess) throw why;
    }

    private StormBed begin() {
        run.screen().live(() -> List.of("     start     server and users start …"));
        long begun = System.nanoTime();
        ServerProcess its = startServer();
        double seconds = (System.nanoTime() - begun) / 1e9;
        StormBed bed = StormBed.make(its.address(), token, scene.users(), run);
        if (scene.everyday() == null) gatling = startGatling(bed);
        CrowdProcess others = CrowdProcess.start(run, bed.crowd(settings, scene, run));
        crowd = others;
        stopWhenGone(others.child(), "swarm", Cause.INSTRUMENT_FAILED);
        machine = machine(its);
        awaitOrStop(others::up, "the swarm did not start");
        GatlingProcess flickering = gatling;
        if (flickering != null)
            awaitOrStop(flickering::signedIn, "the users who flicker had not signed in within a minute");
        run.screen()
                .settle(String.format(
                        Locale.ROOT,
                        "     start     server ready %.1f s · %,d users in %d guilds",
                        seconds,
                        scene.users(),
                        PresenceStorm.GUILDS));
        return bed;
    }

    private ServerProcess startServer() {
        Path work = run.folder().work();
        Path file = work.resolve("admin-token");
        try {
            Files.writeString(file, token);
        } catch (IOException e) {
            throw new EnvironmentException("cannot write " + file + ": " + e.getMessage(), e);
        }
        var how = new ServerProcess.Plan(
                        settings.server(),
                        work.resolve("data"),
                        file,
                        work.resolve("server.jfr"),
                        run.request().jars())
                .withFaults();
        ServerProcess its = ServerProcess.start("server", run.home(), how, run.children(), run.inbox());
        server = its;
        run.sampler().watch("server", its.child().pid());
        stopWhenGone(its.child(), "server", Cause.SERVER_DIED);
        return its;
    }

    private GatlingProcess startGatling(StormBed bed) {
        GatlingProcess its = GatlingProcess.start(
                run.home(),
                "PresenceStormSimulation",
                bed.flickering(settings, run),
                run.folder().gatling(),
                run.children(),
                run.inbox());
        run.sampler().watch("gatling-0", its.child().pid());
        stopWhenGone(its.child(), "load generator", Cause.INSTRUMENT_FAILED);
        return its;
    }

    private void storm(StormBed bed) {
        CrowdProcess others = Objects.requireNonNull(crowd, "started");
        run.sampler().forgetHiccups();
        windowBegan = run.sampler().read();
        long began = System.nanoTime();
        double length = CONNECT_SECONDS + scene.timetable(settings).end().toMillis() / 1e3;
        rates.begin(design.name(), began);
        run.screen().live(() -> rates.of(part(began), length, others.tick(), System.nanoTime()));
        others.say(new CrowdCommand.Connect());
        awaitOrStop(() -> others.connected() != null, "sessions were neither ready nor failed within a minute");
        CrowdEvent.Connected connected = Objects.requireNonNull(others.connected(), "just awaited");
        connectSeconds = connected.seconds();
        refused(connected.failures());
        anchorSeconds = Math.max(CONNECT_SECONDS, Math.ceil(connectSeconds + 1));
        long anchor = began + (long) (anchorSeconds * SECOND);
        if (gatling != null) gatling.begin(anchor + Timetable.FLICKER.toNanos());
        others.say(new CrowdCommand.Play(anchor));
        long learning = scene.killed() ? kill(bed, anchor) : 0;
        long rest = anchor + scene.timetable(settings).end().toNanos();
        run.inbox().awaitInstant(rest);
        atRestNanos = rest;
        closeWindow();
        try (ServerMeters its = new ServerMeters(bed.server())) {
            meters = its.named(METERS);
        }
        if (scene.killed()) recoveryMs = meters.getOrDefault(LEARNING, learning) - learning;
        CrowdEvent.Tick tick = others.tick();
        run.screen()
                .settle(String.format(
                        Locale.ROOT,
                        "     %-9s %s %.0f s    %,d events told",
                        scene.everyday() == null ? "storm" : "everyday",
                        Bars.bar(1, 1),
                        length,
                        tick == null ? 0 : tick.updates()));
    }

    /// In the middle of it one of the presence servers of the judged side loses all that it knows.
    /// @return for how many milliseconds servers had known nothing before, as all begin
    private long kill(StormBed bed, long anchor) {
        run.inbox().awaitInstant(anchor + Timetable.KILL.toNanos());
        try (ServerMeters its = new ServerMeters(bed.server());
                AdminApi admin = new AdminApi(bed.server(), token)) {
            long before = its.named(METERS).getOrDefault(LEARNING, 0L);
            admin.killPresenceServer(0);
            return before;
        }
    }

    /// A naive side may have more to tell than to let in: that is its point.
    private void refused(Map<String, Integer> failures) {
        if (failures.isEmpty()) return;
        String what = "sessions could not connect: " + failures;
        if (design.judged()) throw new StoppedException(Cause.SERVER_DIED, what);
        run.screen().say("            " + what);
    }

    private String part(long beganNanos) {
        if (anchorSeconds == 0) return "connect";
        long anchor = beganNanos + (long) (anchorSeconds * SECOND);
        return scene.partAt(settings, Duration.ofNanos(System.nanoTime() - anchor));
    }

    private void closeWindow() {
        if (windowBegan == null || used != null) return;
        used = Sampler.Used.between(windowBegan, run.sampler().read());
        hiccups = run.sampler().hiccups();
    }

    private InProcessCrowd.@Nullable Played inProcess() {
        ServerProcess its = Objects.requireNonNull(server, "it was played on it");
        inProcess = true;
        try (AdminApi admin = new AdminApi(its.address(), token)) {
            return new InProcessCrowd(run, admin, scene.withoutSockets()).play();
        } catch (StoppedException e) {
            stopped = e;
        } catch (EnvironmentException e) {
            stopped = its.child().alive()
                    ? StoppedException.because(e)
                    : new StoppedException(Cause.SERVER_DIED, "the server ended by itself under users without sockets");
        } finally {
            inProcess = false;
        }
        return null;
    }

    private void endServer() {
        if (server != null) server.child().stop(20_000);
        run.screen().live(List::of);
    }

    /// Ends its clients in order; what they still have to tell is taken.
    private CrowdEvent.@Nullable Result endStorm() {
        endExpected = true;
        run.disk().release();
        closeWindow();
        run.screen().live(() -> List.of("     end       what was told is compared …"));
        GatlingProcess flickering = gatling;
        if (flickering != null) {
            flickering.end();
            long patience = stopped == null ? PATIENCE_NANOS : 2 * SECOND;
            run.inbox().await(() -> flickering.done() || !flickering.child().alive(), System.nanoTime() + patience);
            flickering.child().stop(3_000);
        }
        return finishCrowd();
    }

    private CrowdEvent.@Nullable Result finishCrowd() {
        CrowdProcess others = crowd;
        if (others == null) return null;
        List<String> statuses = Stream.of(run.folder().csv("statuses", "gatling-0"))
                .filter(Files::exists)
                .map(Path::toString)
                .toList();
        others.say(new CrowdCommand.Finish(statuses, atRestNanos));
        run.inbox()
                .await(
                        () -> others.result() != null || !others.child().alive(),
                        System.nanoTime() + (stopped == null ? PATIENCE_NANOS : 10 * SECOND));
        others.child().awaitExit(5_000);
        if (others.result() == null && stopped == null)
            stopped = new StoppedException(Cause.INSTRUMENT_FAILED, "the swarm did not say what it was told");
        return others.result();
    }

    private Machine machine(ServerProcess its) {
        Map<String, List<String>> flags = new LinkedHashMap<>();
        flags.put("server", its.flags());
        flags.put("gatling", GatlingProcess.flags());
        flags.put("swarm", CrowdProcess.flags());
        try (AdminApi admin = new AdminApi(its.address(), token)) {
            String transport = admin.state().path("transport").asText("");
            return MachineFacts.draft(flags)
                    .nice(run.sampler().nice())
                    .transport(transport.isEmpty() ? null : transport)
                    .network("loopback")
                    .sharedWithLoad(true)
                    .build();
        }
    }

    /// A child that ends before it was asked to ends the round.
    private void stopWhenGone(Child child, String inWords, Cause cause) {
        child.onExit(() -> run.inbox().post(() -> {
            if (endExpected) return;
            if (run.disk().full())
                throw new StoppedException(Cause.INSTRUMENT_FAILED, run.disk().inWords());
            Integer code = child.exitCode();
            throw new StoppedException(cause, "the " + inWords + " ended by itself with code " + code);
        }));
    }

    private void awaitOrStop(BooleanSupplier condition, String otherwise) {
        if (!run.inbox().await(condition, System.nanoTime() + PATIENCE_NANOS))
            throw new StoppedException(Cause.INSTRUMENT_FAILED, otherwise);
    }
}
