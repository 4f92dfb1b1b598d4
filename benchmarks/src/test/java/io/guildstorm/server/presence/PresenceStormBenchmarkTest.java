package io.guildstorm.server.presence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PresenceStormBenchmarkTest {
    private static final int CALLS = 400_000; // four seconds of storm, and the debounce is three

    @Test
    void flickers_are_told_and_frames_grow_with_what_is_in_them() {
        var one = new PresenceStormBenchmark();
        one.users = 1_000;
        one.updates = 1;
        one.signIn();
        long told = 0;
        for (int i = 0; i < CALLS; i++) {
            told = one.flicker();
        }
        assertThat(told).isPositive();
        var many = new PresenceStormBenchmark();
        many.users = 1_000;
        many.updates = 20;
        many.signIn();
        assertThat(many.frame()).isGreaterThan(10 * one.frame());
    }
}
