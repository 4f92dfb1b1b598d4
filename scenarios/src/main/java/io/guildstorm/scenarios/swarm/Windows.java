package io.guildstorm.scenarios.swarm;

/// Which messages enter which figures, by their intended instant. Immutable.
/// @param fromNanos of the judged window; from = to: none yet
/// @param toNanos first instant after it
/// @param rampFromNanos of the ramp step
/// @param rampToNanos first instant after it
/// @param step of the ramp, [#NO_STEP] before the first
record Windows(long fromNanos, long toNanos, long rampFromNanos, long rampToNanos, int step) {
    static final int NO_STEP = -1;
    static final Windows NONE = new Windows(0, 0, 0, 0, NO_STEP);

    Windows judging(long from, long to) {
        return new Windows(from, to, rampFromNanos, rampToNanos, step);
    }

    Windows ramping(long from, long to, int newStep) {
        return new Windows(fromNanos, toNanos, from, to, newStep);
    }

    boolean isJudged(long intendedNanos) {
        return intendedNanos >= fromNanos && intendedNanos < toNanos;
    }

    int rampStep(long intendedNanos) {
        return intendedNanos >= rampFromNanos && intendedNanos < rampToNanos ? step : NO_STEP;
    }
}
