package io.guildstorm.scenarios.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildstorm.scenarios.schedule.Burst;
import io.guildstorm.scenarios.schedule.LoadSchedule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadPlanTest {
    private static final long SECOND = 1_000_000_000L;

    private final LoadSchedule schedule = new LoadSchedule(20, Burst.usual(20), 42);
    private final LoadPlan plan = new LoadPlan(schedule);

    @Test
    void senders_in_turn_send_every_number_once_at_its_instant() {
        plan.add(0, 7 * SECOND, 10 * SECOND);
        plan.end();

        var numbers = new ArrayList<Long>();
        for (int sender = 0; sender < 7; sender++) {
            long cursor = sender;
            while (plan.next(cursor, 7) instanceof LoadPlan.Due(long number, long nanos)) {
                assertThat(nanos).isEqualTo(7 * SECOND + schedule.offsetNanos(number));
                numbers.add(number);
                cursor = number + 7;
            }
        }

        Collections.sort(numbers);
        assertThat(numbers).isEqualTo(LongStream.range(0, 200).boxed().toList());
    }

    @Test
    void a_later_phase_goes_on_with_the_numbers_at_an_instant_of_its_own() {
        plan.add(0, 0, 5 * SECOND);
        assertThat(plan.next(100, 7)).isEqualTo(LoadPlan.Unknown.UNKNOWN);

        plan.add(plan.planned(), 60 * SECOND, 5 * SECOND);

        assertThat(plan.next(100, 7)).isEqualTo(new LoadPlan.Due(100, 60 * SECOND));
        plan.end();
        assertThat(plan.next(200, 7)).isEqualTo(LoadPlan.Over.OVER);
    }

    @Test
    void a_gap_between_phases_is_skipped_in_step() {
        plan.add(0, 0, 5 * SECOND);
        plan.add(150, 60 * SECOND, 5 * SECOND);

        assertThat(plan.next(103, 10))
                .isInstanceOfSatisfying(
                        LoadPlan.Due.class, due -> assertThat(due.number()).isEqualTo(153));
    }

    @Test
    void what_is_planned_cannot_be_planned_again() {
        plan.add(0, 0, 5 * SECOND);

        assertThatThrownBy(() -> plan.add(99, 60 * SECOND, SECOND)).hasMessageContaining("planned already up to 100");
    }

    @Test
    void what_has_fallen_due_is_counted_whether_or_not_it_was_sent() {
        plan.add(0, 10 * SECOND, 5 * SECOND);

        assertThat(plan.dueBy(9 * SECOND)).isZero();
        assertThat(plan.dueBy(10 * SECOND + 1)).isEqualTo(10); // the first burst
        assertThat(plan.dueBy(99 * SECOND)).isEqualTo(100);
    }
}
