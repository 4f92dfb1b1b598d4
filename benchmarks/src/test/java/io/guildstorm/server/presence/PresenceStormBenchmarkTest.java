package io.guildstorm.server.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.presence.PresenceStormBenchmark.Storm;
import io.guildstorm.server.presence.PresenceStormBenchmark.Window;
import org.junit.jupiter.api.Test;

class PresenceStormBenchmarkTest {
    private static final int CALLS = 400_000; // four seconds of storm, and the debounce is three

    private final PresenceStormBenchmark benchmark = new PresenceStormBenchmark();

    @Test
    void flicker_of_users_whom_somebody_shows_is_told() {
        var storm = new Storm();
        storm.users = 1_000;
        storm.signIn();
        long own = benchmark.flicker(storm);
        long told = own;
        for (int i = 0; i < CALLS; i++) {
            told = benchmark.flicker(storm);
        }
        assertThat(told).isGreaterThan(own);
    }

    @Test
    void frame_is_one_with_all_that_is_in_the_window() {
        assertThat(length(20)).isGreaterThan(15 * length(1));
    }

    private int length(int updates) {
        var window = new Window();
        window.updates = updates;
        window.write();
        assertThat(benchmark.frame(window)).hasSize(1);
        return benchmark.frame(window).getFirst().afterSequence().length;
    }
}
