package io.guildstorm.scenarios.workload;

import io.guildstorm.scenarios.schedule.Burst;
import java.time.Duration;

/// How much load, and for how long.
/// @param sessions real sessions that listen, from 1
/// @param ratePerSecond mean sends, bursts included, above zero
/// @param warmup before the judged part: audited, but in no figure of latency or cost
/// @param measure the judged part, above zero
/// @param drain longest wait for deliveries after the last send
/// @param ramp time in which sessions are added after the judged part; zero for none
public record LoadPlan(
        int sessions,
        double ratePerSecond,
        Burst burst,
        Duration warmup,
        Duration measure,
        Duration drain,
        Duration ramp) {
    public LoadPlan {
        if (sessions < 1) throw new IllegalArgumentException("sessions below 1: " + sessions);
        if (!(ratePerSecond > 0)) throw new IllegalArgumentException("rate not above zero: " + ratePerSecond);
        if (!measure.isPositive()) throw new IllegalArgumentException("measure not above zero: " + measure);
        if (warmup.isNegative() || drain.isNegative() || ramp.isNegative())
            throw new IllegalArgumentException("a time below zero in " + warmup + ", " + drain + ", " + ramp);
    }

    public LoadPlan withSessions(int value) {
        return new LoadPlan(value, ratePerSecond, burst, warmup, measure, drain, ramp);
    }

    /// With another mean rate, and the bursts that go with it.
    public LoadPlan withRate(double value) {
        return new LoadPlan(sessions, value, Burst.usual(value), warmup, measure, drain, ramp);
    }

    public LoadPlan withBurst(Burst value) {
        return new LoadPlan(sessions, ratePerSecond, value, warmup, measure, drain, ramp);
    }

    public LoadPlan withWarmup(Duration value) {
        return new LoadPlan(sessions, ratePerSecond, burst, value, measure, drain, ramp);
    }

    public LoadPlan withMeasure(Duration value) {
        return new LoadPlan(sessions, ratePerSecond, burst, warmup, value, drain, ramp);
    }

    public LoadPlan withRamp(Duration value) {
        return new LoadPlan(sessions, ratePerSecond, burst, warmup, measure, drain, value);
    }
}
