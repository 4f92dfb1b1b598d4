package io.guildstorm.scenarios.swarm;

import io.guildstorm.scenarios.schedule.Ticker;
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
    private final Dialer dialer;
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
            Dialer dialer,
            List<SwarmLoop> loops,
            Ticker ticker,
            List<String> tokens,
            RandomGenerator random) {
        this.config = config;
        this.dialer = dialer;
        this.loops = loops;
        this.ticker = ticker;
        this.tokens = tokens;
        this.random = random;
    }

    /// From a loop: one session is ready or failed.
    void settled(SwarmSession session, @Nullable String failure) {
        outcomes.add(new Outcome(failure, session.waitNanos(), session.inNanos()));
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
            dialer.dial(session);
        });
    }
}
