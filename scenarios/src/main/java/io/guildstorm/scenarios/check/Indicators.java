package io.guildstorm.scenarios.check;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// Whom one client shows as typing: from when it is told so for ten seconds, or until a message of that user comes.
/// Nobody tells it that somebody has stopped.
///
/// **Owner:** the event loop of its session. Users are known by their place in a list of the loop.
public final class Indicators {
    /// For how long a client believes what it was told.
    public static final long SHOWN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long NEVER = Long.MIN_VALUE;

    private long[] toldNanos = new long[0];

    public void typing(int user, long nanos) {
        if (user >= toldNanos.length) {
            int before = toldNanos.length;
            toldNanos = Arrays.copyOf(toldNanos, Math.max(user + 1, 2 * before));
            Arrays.fill(toldNanos, before, toldNanos.length, NEVER);
        }
        toldNanos[user] = nanos;
    }

    /// What was being typed is there.
    public void said(int user) {
        if (user < toldNanos.length) toldNanos[user] = NEVER;
    }

    public boolean shows(int user, long nowNanos) {
        return user < toldNanos.length && toldNanos[user] != NEVER && nowNanos - toldNanos[user] < SHOWN_NANOS;
    }
}
