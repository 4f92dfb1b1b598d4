package io.guildstorm.simulator.torture.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlanTest {
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

    @Test
    void the_seed_fixes_the_whole_plan() {
        assertThat(Plan.of(7, TIME, 4, ALL)).isEqualTo(Plan.of(7, TIME, 4, ALL));
        assertThat(Plan.of(7, TIME, 4, ALL)).isNotEqualTo(Plan.of(8, TIME, 4, ALL));
    }

    @Test
    void one_more_client_leaves_the_others_as_they_were() {
        Plan four = Plan.of(7, TIME, 4, ALL);
        Plan five = Plan.of(7, TIME, 5, ALL);

        assertThat(five.clients().subList(0, 4)).isEqualTo(four.clients());
        assertThat(five.warden()).isEqualTo(four.warden());
        assertThat(five.faults()).isEqualTo(four.faults());
    }

    @Test
    void half_a_minute_has_one_of_each_fault_and_two_minutes_have_four() {
        for (FaultKind kind : Set.of(FaultKind.KILL, FaultKind.STOP, FaultKind.FREEZE)) {
            assertThat(Plan.of(7, TIME, 4, ALL).count(kind)).isOne();
            assertThat(Plan.of(7, TIME.multipliedBy(4), 4, ALL).count(kind)).isEqualTo(4);
        }
        assertThat(Plan.of(7, TIME, 4, ALL).count(FaultKind.CUT)).isPositive();
    }

    @Test
    void what_is_not_asked_for_is_not_planned() {
        Plan calm = Plan.of(7, TIME, 4, EnumSet.of(FaultKind.STOP));

        for (FaultKind kind : FaultKind.values())
            assertThat(calm.count(kind)).isEqualTo(kind == FaultKind.STOP ? 1 : 0);
    }

    @Test
    void faults_lie_within_the_time_and_do_not_overlap() {
        Plan plan = Plan.of(7, TIME, 4, ALL);

        assertThat(plan.faults())
                .isSortedAccordingTo(java.util.Comparator.comparingLong(PlannedFault::atMillis))
                .allSatisfy(fault -> assertThat(fault.atMillis()).isBetween(0L, TIME.toMillis()));
    }
}
