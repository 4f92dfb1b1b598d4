package io.guildstorm.server.gateway.inprocess;

/// When one measured message came to the sessions of a lane. It outlives the event, of which nothing else is kept.
///
/// **Owner:** the lane.
final class Arriving {
    private final MeasuredText text;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private long count;

    Arriving(MeasuredText text) {
        this.text = text;
    }

    MeasuredText text() {
        return text;
    }

    void at(long nanos) {
        firstNanos = Math.min(firstNanos, nanos);
        lastNanos = Math.max(lastNanos, nanos);
        count++;
    }

    long firstNanos() {
        return firstNanos;
    }

    long lastNanos() {
        return lastNanos;
    }

    /// How many sessions have it.
    long count() {
        return count;
    }
}
