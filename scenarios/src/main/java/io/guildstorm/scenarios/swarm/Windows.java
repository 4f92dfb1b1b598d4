package io.guildstorm.scenarios.swarm;

/// Which messages enter which figures, by their intended instant. Immutable.
/// @param fromNanos of the judged window; from = to: none yet
/// @param toNanos first instant after it
/// @param phased whether each delay of the judged window is kept
/// @param rampFromNanos of the ramp step
/// @param rampToNanos first instant after it
/// @param step of the ramp, [#NO_STEP] before the first
/// @param untimed author whose messages enter no figure; 0: nobody
record Windows(
        long fromNanos, long toNanos, boolean phased, long rampFromNanos, long rampToNanos, int step, long untimed) {
    static final int NO_STEP = -1;
    static final Windows NONE = new Windows(0, 0, false, 0, 0, NO_STEP, 0);

    Windows judging(long from, long to) {
        return judging(from, to, false);
    }

    Windows judging(long from, long to, boolean keepsDelays) {
        return new Windows(from, to, keepsDelays, rampFromNanos, rampToNanos, step, untimed);
    }

    Windows ramping(long from, long to, int newStep) {
        return new Windows(fromNanos, toNanos, phased, from, to, newStep, untimed);
    }

    Windows without(long author) {
        return new Windows(fromNanos, toNanos, phased, rampFromNanos, rampToNanos, step, author);
    }

    boolean isTimed(long author) {
        return author != untimed;
    }

    boolean isJudged(long intendedNanos) {
        return intendedNanos >= fromNanos && intendedNanos < toNanos;
    }

    int rampStep(long intendedNanos) {
        return intendedNanos >= rampFromNanos && intendedNanos < rampToNanos ? step : NO_STEP;
    }
}
