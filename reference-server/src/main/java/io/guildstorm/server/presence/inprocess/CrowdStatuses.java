package io.guildstorm.server.presence.inprocess;

import io.guildstorm.server.wire.Presence.Status;
import io.guildstorm.server.wire.ShownStatus;
import org.HdrHistogram.Histogram;

/// What each of the users says, what was told of it last, and since when the two have differed. Users are numbers from
/// 0; a million take 10 MB.
///
/// **Owner:** the crowd's thread.
final class CrowdStatuses {
    private static final long LONGEST_NANOS = 3_600_000_000_000L;

    private final byte[] said;
    private final byte[] seen;
    /// When it last said what it says now.
    private final long[] saidNanos;
    private final Histogram staleness = new Histogram(LONGEST_NANOS, 3);
    private int wrong;
    private long told;

    CrowdStatuses(int users) {
        said = new byte[users];
        seen = new byte[users];
        saidNanos = new long[users];
    }

    Status said(int user) {
        return new ShownStatus(said[user]).status();
    }

    long saidNanos(int user) {
        return saidNanos[user];
    }

    void say(int user, Status status, long nowNanos) {
        boolean was = said[user] != seen[user];
        said[user] = ShownStatus.of(status).code();
        saidNanos[user] = nowNanos;
        count(user, was);
    }

    /// @param measured whether it is counted how late it is
    void tell(int user, Status status, long nowNanos, boolean measured) {
        told++;
        boolean was = said[user] != seen[user];
        seen[user] = ShownStatus.of(status).code();
        count(user, was);
        if (measured && was && said[user] == seen[user]) {
            staleness.recordValue(Math.clamp(nowNanos - saidNanos[user], 0, LONGEST_NANOS));
        }
    }

    private void count(int user, boolean wasWrong) {
        boolean isWrong = said[user] != seen[user];
        if (isWrong != wasWrong) {
            wrong += isWrong ? 1 : -1;
        }
    }

    /// Of how many something else is seen than they say.
    int wrong() {
        return wrong;
    }

    /// How often something was told of one of them.
    long told() {
        return told;
    }

    /// From a change that stood until it was told, in nanoseconds.
    Histogram staleness() {
        return staleness.copy();
    }
}
