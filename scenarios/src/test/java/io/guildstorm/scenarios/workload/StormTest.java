package io.guildstorm.scenarios.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.schedule.Burst;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StormTest {
    private static LoadPlan plan(int storm, int cores, boolean rateGiven) {
        return Storm.plan(Storm.PLAN, storm, Duration.ZERO, cores, rateGiven);
    }

    @Test
    void a_round_lasts_for_two_calms_and_as_long_as_its_storm_may() {
        assertThat(plan(5_000, 2, false).measure()).isEqualTo(Duration.ofSeconds(19));
        assertThat(plan(18_000, 2, false).measure()).isEqualTo(Duration.ofSeconds(36));
        assertThat(plan(150, 2, false).measure()).isEqualTo(Duration.ofSeconds(13));
    }

    @Test
    void cuts_that_are_spread_make_a_round_longer_by_as_much() {
        assertThat(Storm.plan(Storm.PLAN, 5_000, Duration.ofSeconds(60), 2, false))
                .isEqualTo(plan(5_000, 2, false).withMeasure(Duration.ofSeconds(79)));
    }

    @Test
    void the_rate_is_one_that_the_crowd_after_the_storm_allows_unless_it_is_given() {
        assertThat(plan(1_000, 2, false).ratePerSecond()).isEqualTo(20);
        assertThat(plan(5_000, 2, false).ratePerSecond()).isEqualTo(10);
        assertThat(plan(18_000, 2, false).ratePerSecond()).isEqualTo(3);
        assertThat(plan(200_000, 2, false).ratePerSecond()).isEqualTo(1);
        assertThat(plan(18_000, 16, false).ratePerSecond()).isEqualTo(20);
        assertThat(plan(18_000, 2, true).ratePerSecond()).isEqualTo(20);
        assertThat(plan(18_000, 2, false).burst()).isEqualTo(Burst.NONE);
    }
}
