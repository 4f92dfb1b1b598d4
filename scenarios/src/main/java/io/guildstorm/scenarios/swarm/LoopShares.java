package io.guildstorm.scenarios.swarm;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// How busy the event loops are: CPU time of their threads against time that passed.
///
/// **Owner:** the control thread.
final class LoopShares {
    private static final int SECONDS = 5;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final long[] ids;
    private final Deque<long[]> lastSeconds = new ArrayDeque<>();
    private final Deque<Long> lastInstants = new ArrayDeque<>();
    private long[] before;
    private long beforeNanos;
    private double busiestFiveSeconds;

    LoopShares(List<SwarmLoop> loops, long now) {
        ids = loops.stream()
                .mapToLong(loop -> loop.call(() -> Thread.currentThread().threadId()))
                .toArray();
        before = cpuNanos();
        beforeNanos = now;
    }

    /// Share of the busiest loop since the last call, between 0 and 1.
    double busiestSinceLast(long now) {
        long[] cpu = cpuNanos();
        double share = busiest(before, cpu, now - beforeNanos);
        before = cpu;
        beforeNanos = now;
        return share;
    }

    /// Once a second while figures are judged.
    void second(long now) {
        lastSeconds.addLast(cpuNanos());
        lastInstants.addLast(now);
        if (lastSeconds.size() <= SECONDS) return;
        busiestFiveSeconds = Math.max(
                busiestFiveSeconds,
                busiest(lastSeconds.removeFirst(), lastSeconds.getLast(), now - lastInstants.removeFirst()));
    }

    /// Of all five seconds on end so far; of what there is, where that was shorter.
    double busiestFiveSeconds() {
        if (busiestFiveSeconds > 0 || lastSeconds.size() < 2) return busiestFiveSeconds;
        return busiest(lastSeconds.getFirst(), lastSeconds.getLast(), lastInstants.getLast() - lastInstants.getFirst());
    }

    private long[] cpuNanos() {
        return Arrays.stream(ids).map(threads::getThreadCpuTime).toArray();
    }

    private static double busiest(long[] from, long[] to, long passed) {
        double share = 0;
        for (int i = 0; i < from.length; i++) share = Math.max(share, (to[i] - from[i]) / (double) Math.max(1, passed));
        return share;
    }
}
