package io.guildstorm.scenarios.swarm;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;

/// One step of the ramp, from its window to one second after it.
///
/// **Owner:** the control thread.
final class RampStep {
    private static final long GRACE_NANOS = 1_000_000_000L;

    private final SwarmCommand.RampWindow window;
    private final List<SwarmLoop> loops;
    private final LoopShares shares;

    RampStep(SwarmCommand.RampWindow window, List<SwarmLoop> loops, long now) {
        this.window = window;
        this.loops = loops;
        this.shares = new LoopShares(loops, now);
        loops.forEach(loop -> loop.figures().ramp().interval()); // what is left of the step before is not this one's
    }

    long dueNanos() {
        return window.toNs() + GRACE_NANOS;
    }

    SwarmEvent.RampStep figures(long now) {
        Histogram delays = Delays.histogram();
        Set<Integer> numbers = new HashSet<>();
        int ready = 0;
        int listening = 0;
        for (SwarmLoop loop : loops) {
            delays.add(loop.figures().ramp().interval());
            numbers.addAll(loop.call(() -> loop.figures().numbersOf(window.step())));
            ready += loop.call(loop::ready);
            listening += loop.call(loop::listening);
        }
        long delivered = delays.getTotalCount();
        long expected = Math.max(delivered, (long) numbers.size() * listening);
        if (expected > delivered) delays.recordValueWithCount(GRACE_NANOS, expected - delivered);
        var quantiles = Quantiles.of(delays);
        return new SwarmEvent.RampStep(
                window.step(),
                ready,
                numbers.size(),
                expected,
                delivered,
                quantiles.p50(),
                quantiles.p99(),
                quantiles.max(),
                shares.busiestSinceLast(now));
    }
}
