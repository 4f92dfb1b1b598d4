package io.guildstorm.scenarios.swarm;

import java.util.ArrayDeque;
import java.util.Deque;
import org.HdrHistogram.Histogram;

/// Delays of the last ticks as one sum, for the live figures. It reaches back as far as one block of the default load,
/// so that whoever looks now and then sees the same mix of burst and even sends that is judged at the end.
///
/// **Owner:** the control thread.
final class RecentDelays {
    private final int ticks;
    private final Deque<Histogram> kept = new ArrayDeque<>();
    private final Histogram sum = Delays.histogram();

    /// @param ticks how many are remembered, at least 1
    RecentDelays(int ticks) {
        this.ticks = ticks;
    }

    /// The sum with this tick, without those that are too old. Valid until the next call.
    /// @param tick is kept
    Histogram with(Histogram tick) {
        if (kept.size() == ticks) sum.subtract(kept.removeFirst());
        kept.addLast(tick);
        sum.add(tick);
        return sum;
    }
}
