package io.guildstorm.scenarios.swarm;

import io.guildstorm.scenarios.check.Ledger;
import io.guildstorm.scenarios.check.Sighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.HdrHistogram.Histogram;

/// What one event loop measures.
///
/// **Owner:** the loop; the control thread reads the recorders' intervals, and all else by tasks on the loop.
final class LoopFigures {
    /// Messages of which every single arrival is kept: those whose mixed number is least, so that all loops and
    /// processes choose the same without a word.
    private static final int SAMPLED = 50;

    private final Delays live = new Delays();
    private final Delays judged = new Delays();
    private final Delays ramp = new Delays();
    private final Delays lag = new Delays();
    private final Delays judgedLag = new Delays();
    private final Delays judgedReadWait = new Delays();
    private final List<Arrival> creates = new ArrayList<>();
    private final PriorityQueue<Arrival> sampled;
    private Windows windows = Windows.NONE;
    private long judgedFrames;
    private long judgedFrameBytes;

    LoopFigures(long seed) {
        sampled = new PriorityQueue<>(Comparator.comparingLong(
                        (Arrival arrival) -> mix(arrival.sighting().seen().number() + seed))
                .reversed());
    }

    /// Notes a message event at its first sight.
    Arrival sighted(Sighting.Seen seen, Ledger ledger) {
        var arrival = new Arrival(ledger.sighting(seen));
        if (!arrival.isCreate()) return arrival;
        creates.add(arrival);
        arrival.classify(windows);
        if (arrival.judged()) sample(arrival);
        return arrival;
    }

    private void sample(Arrival arrival) {
        arrival.sampled(true);
        sampled.add(arrival);
        if (sampled.size() > SAMPLED) sampled.remove().sampled(false);
    }

    /// A create came to a session for the first time.
    /// @param waited how long it lay in its socket, at the least
    void delivered(Arrival arrival, SwarmSession to, long nanos, long waited) {
        long delay = nanos - arrival.intendedNanos();
        live.record(delay);
        arrival.arrived(nanos);
        if (arrival.judged()) {
            judged.record(delay);
            judgedReadWait.record(waited);
            to.delays().add(delay);
            if (windows.phased()) arrival.kept().add(delay);
        } else if (arrival.rampStep() >= 0) {
            ramp.record(delay);
        }
    }

    /// The frame that brought a create to a session for the first time took so many bytes.
    void carried(Arrival arrival, int wireBytes) {
        if (arrival.judged()) {
            judgedFrames++;
            judgedFrameBytes += wireBytes;
        }
    }

    void late(long nanos, long now) {
        lag.record(nanos);
        if (windows.isJudged(now)) judgedLag.record(nanos);
    }

    /// Messages that are to come are judged by `windows`; those that came are sorted again, what they brought
    /// stays.
    void windows(Windows changed) {
        windows = changed;
        creates.forEach(arrival -> arrival.classify(changed));
    }

    /// Whether this instant lies in the judged window.
    boolean isJudged(long nanos) {
        return windows.isJudged(nanos);
    }

    Delays live() {
        return live;
    }

    Delays judged() {
        return judged;
    }

    Delays ramp() {
        return ramp;
    }

    Delays lag() {
        return lag;
    }

    Delays judgedLag() {
        return judgedLag;
    }

    Delays judgedReadWait() {
        return judgedReadWait;
    }

    /// Frames of judged creates.
    long judgedFrames() {
        return judgedFrames;
    }

    /// Bytes of them, headers included.
    long judgedFrameBytes() {
        return judgedFrameBytes;
    }

    /// Judged messages.
    List<Arrival.Row> arrivals() {
        return creates.stream().filter(Arrival::judged).map(Arrival::row).toList();
    }

    /// Delays of judged messages that were due in `[fromNanos, toNanos)`, if the window was phased.
    Histogram delaysBetween(long fromNanos, long toNanos) {
        Histogram sum = Delays.histogram();
        creates.stream()
                .filter(Arrival::judged)
                .filter(arrival -> arrival.intendedNanos() >= fromNanos && arrival.intendedNanos() < toNanos)
                .forEach(arrival -> arrival.kept().addTo(sum));
        return sum;
    }

    /// Of measured creates.
    List<Integer> payloadLengths() {
        return creates.stream().map(Arrival::payloadBytes).toList();
    }

    /// Numbers of a ramp step's messages.
    List<Integer> numbersOf(int step) {
        return creates.stream()
                .filter(arrival -> arrival.rampStep() == step)
                .map(arrival -> arrival.sighting().seen().number())
                .toList();
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
