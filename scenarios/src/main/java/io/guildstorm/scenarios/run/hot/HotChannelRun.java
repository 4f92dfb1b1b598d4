package io.guildstorm.scenarios.run.hot;

import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.series.Window;
import io.guildstorm.reports.target.LatencyTarget;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.context.StoppedException.Cause;
import io.guildstorm.scenarios.run.context.Terms;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.load.Floor;
import io.guildstorm.scenarios.run.load.GatlingProcess;
import io.guildstorm.scenarios.run.load.Swarms;
import io.guildstorm.scenarios.run.load.TestBed;
import io.guildstorm.scenarios.run.machine.Sampler;
import io.guildstorm.scenarios.run.screen.Bars;
import io.guildstorm.scenarios.run.server.Flight;
import io.guildstorm.scenarios.schedule.LoadSchedule;
import io.guildstorm.scenarios.swarm.SwarmCommand;
import io.guildstorm.scenarios.workload.LoadPlan;
import io.guildstorm.scenarios.workload.Room;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The phases of `hot-channel`: floor, server, guild, sessions, users, warm-up, judged part, drain, ramp, end.
///
/// **Owner:** the run's thread.
public final class HotChannelRun {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long HEAD_START_NANOS = SECOND / 2;
    private static final long PATIENCE_NANOS = 60 * SECOND;
    private static final long LAST_DRAIN_NANOS = 30 * SECOND;
    /// Where sessions may be passive: nine in ten of a very large guild are, by "Maxjourney" (Discord, 2023).
    private static final int OPEN_ONE_IN = 10;

    private final RunContext run;
    private final LoadPlan plan;
    private final Room room;
    private final Terms terms;
    private final Variation variation;
    private final LoadSchedule schedule;
    private final Swarms swarms;
    private final Measured found = new Measured();
    private final HotChannelProcesses processes;

    /// @param plan as it fits here
    public HotChannelRun(RunContext run, LoadPlan plan, Room room, Terms terms, Variation variation) {
        this.run = run;
        this.plan = plan;
        this.room = room;
        this.terms = terms;
        this.variation = variation;
        this.schedule = new LoadSchedule(
                plan.ratePerSecond(), plan.burst(), run.request().seed());
        this.swarms =
                new Swarms(run, terms.settings().getOrDefault("gateway.compress", "none"), variation.hearsTyping());
        this.processes = new HotChannelProcesses(run, plan, terms.settings(), found, variation);
        found.tightestMs = tightestMs();
    }

    /// Plays all phases and writes what they came to; one that cannot go on ends the run with what there is.
    /// @return the record as written
    /// @throws UsageException once it is written, when the run stopped because of what was typed
    public RunRecord play() throws IOException {
        phases();
        RunRecord record = new HotChannelFiles(run, plan, terms, variation).write(found);
        if (found.stopped != null) found.stopped.blameWhatWasTyped();
        return record;
    }

    /// The same as one round of several, which is a folder with a record and without a page.
    public PlayedRound round() throws IOException {
        phases();
        return new PlayedRound(
                new HotChannelFiles(run, plan, terms, variation).keep(found), found.swarm, found.stopped);
    }

    private void phases() {
        try {
            if (variation.measuresFloor()) floor();
            begin();
            load();
        } catch (StoppedException e) {
            found.stopped = e;
        } catch (EnvironmentException | UsageException e) {
            found.stopped = StoppedException.because(e);
        }
        end();
    }

    /// From the inbox: Ctrl-C, a full disk. Once the end has begun, it goes on to write what there is.
    public void stop(StoppedException why) {
        if (!processes.endExpected()) throw why;
    }

    private void floor() {
        run.screen().live(() -> List.of("            checking this machine …"));
        found.floor = new Floor(run).measure(plan, Swarms.loops());
        found.floorFailed = found.floor == null && Files.isDirectory(Path.of("/proc/self"));
        String words = found.floor == null ? "bare socket write not measurable here" : found.floor.inWords();
        Sampler.Snapshot _ = run.sampler().read();
        String hiccups = ", hiccups max " + Bars.ms(run.sampler().hiccups().getMaxValue() / 1e6) + " ms";
        run.screen().settle("            this machine: " + words + hiccups);
    }

    private void begin() {
        run.screen().live(() -> List.of("     start     server starts, sessions connect …"));
        long begun = System.nanoTime();
        String token = processes.startServer();
        found.serverReadySeconds = (System.nanoTime() - begun) / 1e9;
        int capacity = plan.ramp().isZero() ? plan.sessions() : Math.max(plan.sessions(), room.sessions());
        found.transport = processes.transport(token);
        found.bed =
                TestBed.make(processes.address(), token, variation.members(plan), variation.synthetic(), capacity, run);
        found.gatling = processes.startGatling(found.bed);
        startSwarms(found.bed, capacity);
        connect();
        GatlingProcess gatling = gatling();
        awaitOrStop(gatling::signedIn, "the active users had not signed in within a minute");
        if (variation.toEveryone()) swarms.say(new SwarmCommand.Addressed());
        variation.ready(found.bed, swarms, processes.activeUsers());
        swarms.newcomers().forEach(swarm -> processes.stopWhenGone(swarm.child(), Cause.INSTRUMENT_FAILED));
        found.relays = processes.relays(found.bed, token);
        run.screen()
                .settle(String.format(
                        Locale.ROOT,
                        "     start     %s · %,d sessions connected %.1f s",
                        run.request().remote() == null
                                ? String.format(Locale.ROOT, "server ready %.1f s", found.serverReadySeconds)
                                : "server " + processes.address(),
                        found.online,
                        found.connectSeconds));
    }

    private void startSwarms(TestBed bed, int capacity) {
        if (variation.newcomers() > 0) {
            swarms.startBeforeNewcomers(bed, plan.sessions());
            return;
        }
        int perProcess = Math.max(plan.sessions(), room.sessions());
        found.openOneIn = terms.hasPassiveSessions() ? OPEN_ONE_IN : 0;
        swarms.start(
                bed, new Swarms.Size(capacity, perProcess, Swarms.loops(), variation.slowReaders(), found.openOneIn));
    }

    private void connect() {
        found.rssBeforeConnect = processes.serverRss();
        long begun = System.nanoTime();
        int failed = swarms.connect(plan.sessions());
        found.connectSeconds = (System.nanoTime() - begun) / 1e9;
        found.rssAfterConnect = processes.serverRss();
        found.online = plan.sessions() - failed;
        swarms.all().forEach(swarm -> processes.stopWhenGone(swarm.child(), Cause.INSTRUMENT_FAILED));
        if (failed > 0) {
            String why = swarms.all().stream()
                    .flatMap(swarm -> swarm.refusals().entrySet().stream())
                    .map(refusal -> refusal.getValue() + " × " + refusal.getKey())
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("no reason told");
            throw new StoppedException(
                    Cause.SERVER_DIED, failed + " of " + plan.sessions() + " sessions could not connect: " + why);
        }
    }

    private void load() {
        GatlingProcess gatling = gatling();
        LiveLines lines = new LiveLines(swarms, gatling, tightestMs());
        long anchor = System.nanoTime() + HEAD_START_NANOS;
        long from = anchor + plan.warmup().toNanos();
        long to = from + plan.measure().toNanos();
        found.window = new Window(from, to);
        found.intended = schedule.countBefore(to - anchor) - schedule.countBefore(from - anchor);
        swarms.judge(new SwarmCommand.Window("measure", from, to, variation.newcomers() > 0));
        gatling.begin(anchor);
        variation.begin(anchor, found.window);
        run.screen().live(() -> lines.of("warm-up", anchor, seconds(plan.warmup())));
        run.inbox().awaitInstant(from);
        run.sampler().forgetHiccups();
        found.windowBegan = run.sampler().read();
        run.screen().settle("     warm-up   " + Bars.bar(1, 1) + " " + inWords(seconds(plan.warmup())));
        run.screen().live(() -> lines.of("measure", from, seconds(plan.measure())));
        variation.judgedPartBegan();
        run.inbox().awaitInstant(to);
        long sends = schedule.countBefore(to - anchor);
        variation.end();
        drain(sends, plan.drain().toNanos());
        variation.drained();
        found.drainedSeconds = (System.nanoTime() - to) / 1e9;
        closeWindow();
        run.screen()
                .settle("     measure   " + Bars.bar(1, 1) + " " + inWords(seconds(plan.measure())) + "    sent "
                        + Bars.count(gatling.progress().started()) + "  delivered " + Bars.count(swarms.delivered()));
        if (!plan.ramp().isZero()) ramp(sends);
    }

    private void closeWindow() {
        if (found.windowBegan == null || found.used != null) return;
        found.used = Sampler.Used.between(found.windowBegan, run.sampler().read());
        found.hiccups = run.sampler().hiccups();
    }

    /// Waits until every answer is in and every due delivery has arrived, at most so long.
    private void drain(long sends, long nanos) {
        long until = System.nanoTime() + nanos;
        run.inbox()
                .await(
                        () -> gatling().progress().started() >= sends
                                && gatling().progress().open() == 0,
                        until);
        while (System.nanoTime() < until) {
            Long missing = swarms.missing(sentLogs());
            if (missing == null || missing == 0) return;
            run.inbox().awaitInstant(Math.min(until, System.nanoTime() + SECOND / 5));
        }
    }

    private void ramp(long sends) {
        Ramp ramp = new Ramp(run, swarms, gatling(), schedule, tightestMs());
        long begun = System.nanoTime();
        double length = seconds(plan.ramp());
        run.screen()
                .live(() -> List.of("     ramp      " + Bars.bar((System.nanoTime() - begun) / 1e9, length) + " "
                        + ramp.inWords()));
        int capacity = swarms.all().stream()
                .mapToInt(swarm -> swarm.config().capacity())
                .sum();
        found.headroom = ramp.climb(
                found.online, capacity, "descriptors", sends, plan.ramp().toNanos());
        run.screen().settle("     ramp      " + Bars.bar(1, 1) + " " + ramp.inWords());
    }

    /// Ends all processes in order; what they still have to tell is taken.
    private void end() {
        processes.expectEnd();
        run.disk().release();
        closeWindow();
        boolean whole = found.stopped == null;
        run.screen().live(() -> List.of("     end       files are written …"));
        GatlingProcess gatling = found.gatling;
        if (gatling != null) {
            gatling.end();
            long patience = whole ? PATIENCE_NANOS : 2 * SECOND;
            run.inbox().await(() -> gatling.done() || !gatling.child().alive(), System.nanoTime() + patience);
            gatling.child().stop(3_000);
        }
        if (whole) drainAll();
        if (!swarms.all().isEmpty()) {
            boolean interrupted = found.stopped != null && found.stopped.why() != Cause.SERVER_DIED;
            found.swarm = swarms.finish(
                    new SwarmCommand.Finish(sentLogs(), changeLogs(), interrupted, variation.phases()),
                    whole ? PATIENCE_NANOS : 10 * SECOND);
            swarms.all().forEach(swarm -> swarm.child().awaitExit(5_000));
        }
        if (found.server != null) {
            found.serverRssMost = run.sampler().rssMost("server");
            found.server.child().stop(20_000);
            found.flight = Flight.read(run.folder().work().resolve("server.jfr"));
        }
        run.screen().live(List::of);
    }

    /// What the ramp sent may be late without anybody being judged for it, but it must not be counted as lost too
    /// early.
    private void drainAll() {
        long until = System.nanoTime() + LAST_DRAIN_NANOS;
        while (System.nanoTime() < until) {
            Long missing = swarms.missing(sentLogs());
            if (missing == null || missing == 0) return;
            run.inbox().awaitInstant(System.nanoTime() + SECOND / 5);
        }
    }

    private List<String> sentLogs() {
        return existing("sent", "flood");
    }

    private List<String> changeLogs() {
        return existing("changes");
    }

    private List<String> existing(String... kinds) {
        return Arrays.stream(kinds)
                .map(kind -> run.folder().csv(kind, "gatling-0"))
                .filter(Files::exists)
                .map(Path::toString)
                .toList();
    }

    private GatlingProcess gatling() {
        return Objects.requireNonNull(found.gatling, "started before there is load");
    }

    private double tightestMs() {
        return terms.targets().stream()
                .mapToDouble(LatencyTarget::limitMs)
                .min()
                .orElse(100);
    }

    private void awaitOrStop(BooleanSupplier condition, String otherwise) {
        if (!run.inbox().await(condition, System.nanoTime() + PATIENCE_NANOS))
            throw new StoppedException(Cause.INSTRUMENT_FAILED, otherwise);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String inWords(double seconds) {
        return String.format(Locale.ROOT, "%.0f s", seconds);
    }
}
