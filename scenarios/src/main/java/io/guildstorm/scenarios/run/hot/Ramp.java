package io.guildstorm.scenarios.run.hot;

import io.guildstorm.reports.record.Headroom;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.load.GatlingProcess;
import io.guildstorm.scenarios.run.load.Swarms;
import io.guildstorm.scenarios.run.machine.Sampler;
import io.guildstorm.scenarios.run.machine.Sampler.Used;
import io.guildstorm.scenarios.run.screen.Bars;
import io.guildstorm.scenarios.schedule.LoadSchedule;
import io.guildstorm.scenarios.swarm.SwarmCommand;
import io.guildstorm.scenarios.swarm.SwarmEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How far it holds: sessions are added step by step, each step gets a burst and two seconds of sends, until p99 of a
/// step misses the target, or there is no room for more, or time is up. Outside every judged figure.
///
/// What gave way is read from the moments of the step that missed: see [RampMoments].
///
/// **Owner:** the run's thread.
final class Ramp {
    private static final double STEP_SECONDS = 2;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long STEP_NANOS = (long) (STEP_SECONDS * SECOND);
    private static final long HEAD_START_NANOS = SECOND / 2;
    /// Short enough for one burst, long enough for clocks of CPU that tick every 10 ms.
    private static final long MOMENT_NANOS = SECOND / 10;
    private static final double INSTRUMENT_BUSY = 0.8;
    private static final double GENERATOR_LATE_MS = 10;

    private final RunContext run;
    private final Swarms swarms;
    private final GatlingProcess gatling;
    private final LoadSchedule schedule;
    private final double limitMs;
    private final List<Headroom.Step> steps = new ArrayList<>();
    private @Nullable Double lastP99Ms;
    private @Nullable Long metUpTo;

    /// @param limitMs the tightest target
    Ramp(RunContext run, Swarms swarms, GatlingProcess gatling, LoadSchedule schedule, double limitMs) {
        this.run = run;
        this.swarms = swarms;
        this.gatling = gatling;
        this.schedule = schedule;
        this.limitMs = limitMs;
        lastP99Ms = swarms.recentP99Ms(); // of the judged part's end: how near the limit the climb begins
    }

    /// @param online sessions that are ready
    /// @param capacity most sessions that there is room for
    /// @param scarce what there is least of, when all are connected
    /// @param firstNumber of the next send
    Headroom climb(int online, int capacity, String scarce, long firstNumber, long nanos) {
        long until = System.nanoTime() + nanos;
        long number = firstNumber;
        int now = online;
        for (int step = 0; System.nanoTime() < until; step++) {
            int next = Math.min(capacity, rounded(now * growth()));
            if (next <= now) return ended(null, scarce, null);
            int failed = swarms.connect(next - now);
            now = Math.max(swarms.ready(), next - failed);
            if (failed > (next - now) / 2 && failed > 0) return ended((long) next, "descriptors", null);
            long anchor = System.nanoTime() + HEAD_START_NANOS;
            RampMoments moments = play(step, number, anchor);
            SwarmEvent.RampStep figures = figuresOf(anchor);
            number += schedule.countBefore(STEP_NANOS);
            if (figures == null) return ended((long) now, "instrument", moments);
            steps.add(moments.step(now, figures.p99Ms()));
            lastP99Ms = figures.p99Ms();
            if (figures.p99Ms() == null || figures.p99Ms() >= limitMs)
                return ended((long) now, gaveWay(figures, moments), moments);
            metUpTo = (long) now;
        }
        return ended(null, null, null);
    }

    /// Doubles while far from the limit, then goes slowly: the edge is to be met in the ramp's time.
    private double growth() {
        if (lastP99Ms == null || lastP99Ms < limitMs / 5) return 2;
        return lastP99Ms < limitMs * 0.8 ? 1.5 : 1.3;
    }

    /// A step that people can say: 3,500 and not 3,456.
    private static int rounded(double sessions) {
        return sessions < 1_000 ? (int) Math.ceil(sessions) : (int) Math.round(sessions / 100) * 100;
    }

    /// Sends for [#STEP_SECONDS].
    private RampMoments play(int step, long number, long anchor) {
        long end = anchor + STEP_NANOS;
        swarms.say(new SwarmCommand.RampWindow(anchor, end, step));
        gatling.phase(anchor, number, STEP_SECONDS);
        run.inbox().awaitInstant(anchor);
        Sampler.Snapshot before = run.sampler().read();
        List<Used> moments = new ArrayList<>();
        for (long at = anchor + MOMENT_NANOS; at <= end; at += MOMENT_NANOS) {
            run.inbox().awaitInstant(at);
            Sampler.Snapshot after = run.sampler().read();
            moments.add(Used.between(before, after));
            before = after;
        }
        return new RampMoments(moments);
    }

    private SwarmEvent.@Nullable RampStep figuresOf(long anchor) {
        // several swarms: the worst of them stands for all
        return swarms.rampStep(anchor + STEP_NANOS + 20 * SECOND).stream()
                .max((a, b) -> Double.compare(orZero(a.p99Ms()), orZero(b.p99Ms())))
                .orElse(null);
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }

    private String gaveWay(SwarmEvent.RampStep figures, RampMoments moments) {
        if (moments.full()) return "machine";
        if (gatling.progress().lagMaxMs() > GENERATOR_LATE_MS) return "generator";
        return figures.busyMax() > INSTRUMENT_BUSY ? "instrument" : "server";
    }

    private Headroom ended(@Nullable Long missedAt, @Nullable String gaveWay, @Nullable RampMoments moments) {
        Headroom.Step last = steps.isEmpty() ? null : steps.getLast();
        Double server = moments != null ? moments.serverShare() : last == null ? null : last.serverCpuShare();
        Double load = moments != null ? moments.loadShare() : last == null ? null : last.loadCpuShare();
        return new Headroom("online", metUpTo, missedAt, gaveWay, server, load, steps);
    }

    /// Of the last step that has ended: `8,000 online   p99 31 ms`
    String inWords() {
        if (steps.isEmpty()) return Bars.count(swarms.ready()) + " online";
        Headroom.Step last = steps.getLast();
        return Bars.count(last.at()) + " online   p99 " + Bars.ms(last.p99Ms()) + " ms";
    }
}
