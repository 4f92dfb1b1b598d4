package io.guildstorm.scenarios.swarm;

import io.guildstorm.scenarios.schedule.Ticker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Cuts the connections of all sessions that are ready, each when it is due, and has them come back at once, in the
/// order in which they were cut. Who is told to start afresh does so without a pause; whatever else fails is not tried
/// again.
///
/// **Owner:** the control thread; loops only put outcomes into a queue.
final class Returner {
    private enum End {
        RESUMED,
        AFRESH,
        TURNED_AWAY,
        FAILED
    }

    private record Outcome(SwarmSession session, End end, String failure, long awayNanos, long inNanos) {}

    private final Dialer dialer;
    private final List<SwarmLoop> loops;
    private final Ticker ticker;
    private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Histogram away = Delays.histogram();
    private SwarmCommand.Reconnect how = new SwarmCommand.Reconnect(0, 0, 0, 0);
    private List<SwarmSession> all = List.of();
    private boolean working;
    private int cut;
    private int dialled;
    private int inFlight;
    private int resumed;
    private int afresh;
    private int turnedAway;
    private int failed;
    private @Nullable Long lastInNanos;

    Returner(Dialer dialer, List<SwarmLoop> loops, Ticker ticker) {
        this.dialer = dialer;
        this.loops = loops;
        this.ticker = ticker;
    }

    /// From a loop: a session that was cut is back, or failed to be.
    void settled(SwarmSession session, @Nullable String failure) {
        End end = failure == null
                ? session.resumes() ? End.RESUMED : End.AFRESH
                : session.turnedAway() ? End.TURNED_AWAY : End.FAILED;
        outcomes.add(new Outcome(session, end, failure == null ? "" : failure, session.waitNanos(), session.inNanos()));
    }

    /// Once a process: all that are ready now will be cut.
    void begin(SwarmCommand.Reconnect its) {
        List<SwarmSession> ready = new ArrayList<>();
        for (SwarmLoop loop : loops)
            ready.addAll(loop.call(() -> loop.sessions().stream()
                    .filter(session -> session.connection().ready())
                    .toList()));
        ready.sort(Comparator.comparingInt(session -> session.audit().session()));
        all = ready;
        how = its;
        working = true;
    }

    /// Whether [#advance] is to be called again soon.
    boolean working() {
        return working;
    }

    /// Takes outcomes, cuts who is due, and dials for whom there is room.
    /// @return whether the last of them was just settled
    boolean advance() {
        for (Outcome outcome = outcomes.poll(); outcome != null; outcome = outcomes.poll()) take(outcome);
        long now = ticker.nanos();
        while (cut < all.size() && due(cut) - now <= 0) cut(cut++);
        while (dialled < cut && inFlight < how.inFlight()) {
            dial(all.get(dialled++));
            inFlight++;
        }
        if (!working || resumed + afresh + failed < all.size()) return false;
        working = false;
        return true;
    }

    private long due(int place) {
        return how.anchorNs() + how.overNs() / all.size() * place;
    }

    private void cut(int place) {
        SwarmSession session = all.get(place);
        long due = due(place);
        boolean resumes = how.afreshOneIn() == 0 || session.audit().session() % how.afreshOneIn() != 0;
        session.loop().eventLoop().execute(() -> session.cut(due, resumes));
    }

    private void dial(SwarmSession session) {
        session.loop().eventLoop().execute(() -> dialer.dial(session.back()));
    }

    private void take(Outcome outcome) {
        switch (outcome.end()) {
            case RESUMED -> resumed++;
            case AFRESH -> afresh++;
            case TURNED_AWAY -> {
                turnedAway++;
                dial(outcome.session());
                return; // it is still under way
            }
            case FAILED -> {
                failed++;
                failures.merge(outcome.failure(), 1, Integer::sum);
            }
        }
        inFlight--;
        if (outcome.end() == End.FAILED) return;
        away.recordValue(Math.clamp(outcome.awayNanos(), 0, Delays.MOST_NANOS));
        lastInNanos = lastInNanos == null ? outcome.inNanos() : Math.max(lastInNanos, outcome.inNanos());
    }

    /// How long each was away, from when its connection was to be cut.
    Histogram away() {
        return away;
    }

    Map<String, Integer> failures() {
        return failures;
    }

    /// What came of it.
    SwarmEvent.Returned returned() {
        return new SwarmEvent.Returned(resumed, afresh, turnedAway, failed, lastInNanos);
    }
}
