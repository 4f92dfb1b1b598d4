package io.guildstorm.scenarios.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RecentDelaysTest {
    private final RecentDelays recent = new RecentDelays(2);

    @Test
    void a_burst_is_seen_until_it_is_too_old() {
        recent.with(tick(90_000_000));
        assertThat(recent.with(tick(1_000_000)).getMaxValue()).isBetween(90_000_000L, 90_100_000L);
        assertThat(recent.with(tick(2_000_000)).getMaxValue()).isBetween(2_000_000L, 2_002_000L);
    }

    @Test
    void ticks_are_added_up() {
        recent.with(tick(1_000_000));
        assertThat(recent.with(tick(1_000_000)).getTotalCount()).isEqualTo(2);
        assertThat(recent.with(Delays.histogram()).getTotalCount()).isEqualTo(1);
    }

    private static Histogram tick(long nanos) {
        Histogram tick = Delays.histogram();
        tick.recordValue(nanos);
        return tick;
    }
}
