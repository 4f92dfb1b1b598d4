package io.guildstorm.scenarios.client;

/// When a session's heartbeats are due, which of them were answered, and which answer is a mark in its stream.
///
/// **Owner:** the event loop of the session.
final class Heartbeats {
    private static final long NEVER = Long.MAX_VALUE;

    private long intervalNanos;
    private long dueNanos = NEVER;
    private long sent;
    private long answered;
    private long mark = NEVER;

    /// @param phase point of the interval at which the first is due, between 0 and 1
    void begin(long nowNanos, long interval, double phase) {
        intervalNanos = interval;
        dueNanos = nowNanos + (long) (interval * phase);
    }

    /// One is due now.
    void hurry(long nowNanos) {
        dueNanos = nowNanos;
    }

    /// None is due any more.
    void end() {
        dueNanos = NEVER;
    }

    boolean due(long nowNanos) {
        return nowNanos >= dueNanos;
    }

    /// One that was due is sent.
    /// @return whether all before it were answered
    boolean send(long nowNanos) {
        boolean quiet = answered >= sent;
        dueNanos = nowNanos + intervalNanos;
        sent++;
        return quiet;
    }

    /// One is sent whose answer is a mark.
    void sendMarked() {
        sent++;
        mark = sent;
    }

    /// Answers come in the order of the heartbeats.
    /// @return whether this is the one that was waited for
    boolean isMark() {
        answered++;
        if (answered < mark) return false;
        mark = NEVER;
        return true;
    }
}
