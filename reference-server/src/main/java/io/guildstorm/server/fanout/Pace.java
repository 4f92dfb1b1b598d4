package io.guildstorm.server.fanout;

/// How fast events of one guild come to a lane, and what share of its time they take: whether it pays to hold one
/// until others have come, so that each socket gets all of them by one write.
///
/// What a held event loses in time, a lane that has nothing else to do never wins back: it is held only where fan-out
/// takes an eighth of the lane's time or more, and where another may be expected within the window or so.
///
/// **Owner:** the lane.
final class Pace {
    /// Share of a lane's time below which it counts as idle: one in so many.
    private static final int BUSY_SHARE = 8;
    /// An interval counts with one in so many of those before it.
    private static final int SMOOTHING = 8;

    private final long windowNanos;
    /// Two events further apart than this do not wait for each other.
    private final long closeNanos;

    private long lastNanos;
    /// Time between the last two events, smoothed time between two, and smoothed time that the fan-out of one takes.
    private long gapNanos;

    private long intervalNanos;
    private long servingNanos;

    /// @param windowNanos how long an event may be held; 0: never
    Pace(long windowNanos, long nowNanos) {
        this.windowNanos = windowNanos;
        closeNanos = 2 * windowNanos;
        lastNanos = nowNanos;
        gapNanos = closeNanos;
        intervalNanos = closeNanos;
    }

    /// An event has come.
    void came(long nowNanos) {
        gapNanos = Math.min(nowNanos - lastNanos, 2 * closeNanos); // a long pause says no more than a pause
        intervalNanos += (gapNanos - intervalNanos) / SMOOTHING;
        lastNanos = nowNanos;
    }

    /// The lane gave `events` to all who listen, which took so long in all.
    void served(int events, long nanos) {
        servingNanos += (nanos / events - servingNanos) / SMOOTHING;
    }

    /// How long an event that finds nothing under way is held; 0: it goes at once.
    long hold() {
        boolean busy = servingNanos > intervalNanos / BUSY_SHARE;
        return busy && gapNanos < closeNanos && intervalNanos < closeNanos ? windowNanos : 0;
    }
}
