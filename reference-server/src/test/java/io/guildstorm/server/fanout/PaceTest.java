package io.guildstorm.server.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MS = 1_000_000;
    private static final long WINDOW = 5 * MS;

    /// A lane that for a second got an event every so often, each of which took it so long to give to all.
    private static Pace after(long window, long intervalNanos, long servingNanos) {
        var pace = new Pace(window, 0);
        for (long now = intervalNanos; now <= 1_000 * MS; now += intervalNanos) {
            pace.came(now);
            pace.served(1, servingNanos);
        }
        return pace;
    }

    @Test
    void a_busy_lane_holds_an_event_for_the_window_when_the_next_one_is_near() {
        assertThat(after(WINDOW, 5 * MS, 2 * MS).hold()).isEqualTo(WINDOW);
    }

    @Test
    void an_idle_lane_holds_none_however_near_the_next_one_is() {
        assertThat(after(WINDOW, 5 * MS, MS / 10).hold()).isZero();
    }

    @Test
    void none_is_held_for_one_that_comes_long_after_the_window() {
        assertThat(after(WINDOW, 50 * MS, 20 * MS).hold()).isZero();
    }

    @Test
    void the_first_after_a_pause_is_not_held() {
        var pace = after(WINDOW, 5 * MS, 2 * MS);

        pace.came(1_000 * MS + 20 * MS);

        assertThat(pace.hold()).isZero();
    }

    @Test
    void a_window_of_zero_holds_none() {
        assertThat(after(0, MS / 10, MS).hold()).isZero();
    }
}
