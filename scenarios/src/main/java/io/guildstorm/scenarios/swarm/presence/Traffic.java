package io.guildstorm.scenarios.swarm.presence;

import java.util.ArrayList;
import java.util.List;

/// What all sessions of the crowd were told, second by second.
///
/// **Owner:** the event loop.
final class Traffic {
    private static final long SECOND = 1_000_000_000L;

    private final List<long[]> seconds = new ArrayList<>();
    private long beganNanos;
    private long updates;

    /// Seconds count from here.
    void begin(long nanos) {
        beganNanos = nanos;
    }

    void dispatch(int statuses, int bytes, long nanos) {
        int second = (int) Math.max(0, (nanos - beganNanos) / SECOND);
        while (seconds.size() <= second) seconds.add(new long[3]);
        long[] sums = seconds.get(second);
        sums[0] += statuses;
        sums[1]++;
        sums[2] += bytes;
        updates += statuses;
    }

    long beganNanos() {
        return beganNanos;
    }

    /// Statuses told so far.
    long updates() {
        return updates;
    }

    List<CrowdEvent.Second> seconds() {
        return seconds.stream()
                .map(sums -> new CrowdEvent.Second(sums[0], sums[1], sums[2]))
                .toList();
    }
}
