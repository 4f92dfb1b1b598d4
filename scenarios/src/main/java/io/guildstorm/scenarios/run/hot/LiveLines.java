package io.guildstorm.scenarios.run.hot;

import io.guildstorm.scenarios.run.load.GatlingProcess;
import io.guildstorm.scenarios.run.load.Swarms;
import io.guildstorm.scenarios.run.screen.Bars;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The lines of a part that lasts: how far it is, what was sent, what arrived.
///
/// **Owner:** the run's thread.
final class LiveLines {
    private static final long SPARK_NANOS = 2_000_000_000L;

    private final Swarms swarms;
    private final GatlingProcess gatling;
    private final double targetMs;
    private final Bars recent = new Bars();
    private long nextSpark;

    LiveLines(Swarms swarms, GatlingProcess gatling, double targetMs) {
        this.swarms = swarms;
        this.gatling = gatling;
        this.targetMs = targetMs;
    }

    /// @param name of the part
    /// @param fromNanos its beginning; it may not have come yet
    /// @param seconds how long it lasts
    List<String> of(String name, long fromNanos, double seconds) {
        double done = Math.clamp((System.nanoTime() - fromNanos) / 1e9, 0, seconds);
        var progress = gatling.progress();
        Double p99 = swarms.recentP99Ms();
        spark(p99);
        return List.of(
                String.format(
                        Locale.ROOT,
                        "     %-9s %s %.0f of %.0f s    sent %,d  acknowledged %,d",
                        name,
                        Bars.bar(done, seconds),
                        done,
                        seconds,
                        progress.started(),
                        progress.acknowledged()),
                String.format(
                        Locale.ROOT,
                        "               delivered %,d to %,d sessions",
                        swarms.delivered(),
                        swarms.ready()),
                String.format(
                        Locale.ROOT,
                        "               p50 %s  p99 %s ms %s  target %s",
                        Bars.ms(swarms.recentP50Ms()),
                        Bars.ms(p99),
                        recent.line(targetMs),
                        Bars.ms(targetMs)));
    }

    private void spark(@Nullable Double p99) {
        if (p99 == null || System.nanoTime() - nextSpark < 0) return;
        recent.add(p99);
        nextSpark = System.nanoTime() + SPARK_NANOS;
    }
}
