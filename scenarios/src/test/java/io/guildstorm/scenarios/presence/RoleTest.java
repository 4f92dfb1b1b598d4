package io.guildstorm.scenarios.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.check.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RoleTest {
    @Test
    void everybody_has_one_role_and_every_role_somebody() {
        for (int users : new int[] {20, 61, 600}) {
            List<Role> cast = Role.cast(users, 42);

            assertThat(cast).hasSize(users).contains(Role.values());
        }
    }

    @Test
    void a_fifth_flickers_and_a_fifth_is_cut_half_of_whom_come_back() {
        List<Role> cast = Role.cast(600, 1);

        assertThat(Role.having(Role.FLICKERS, cast)).hasSize(120);
        assertThat(Role.having(Role.CUT, cast)).hasSize(60);
        assertThat(Role.having(Role.CUT_AND_BACK, cast)).hasSize(60);
    }

    @Test
    void the_same_seed_casts_alike_and_another_does_not() {
        assertThat(Role.cast(100, 5)).isEqualTo(Role.cast(100, 5)).isNotEqualTo(Role.cast(100, 6));
    }

    @Test
    void who_flickers_changes_ten_times_in_three_seconds_twice_and_each_time_to_something_else() {
        Set<Status> last = new HashSet<>();
        for (int number = 0; number < 60; number++) {
            List<Flicker.Change> changes = Flicker.of(number, 9);

            assertThat(changes).hasSize(20);
            Status before = Status.ONLINE;
            long at = -1;
            for (Flicker.Change change : changes) {
                assertThat(change.to()).isNotEqualTo(before).isNotEqualTo(Status.OFFLINE);
                assertThat(change.offsetNanos()).isGreaterThan(at);
                before = change.to();
                at = change.offsetNanos();
            }
            assertThat(changes.get(9).offsetNanos()).isLessThan(3_000_000_000L);
            assertThat(changes.get(10).offsetNanos()).isGreaterThanOrEqualTo(3_500_000_000L);
            assertThat(at).isLessThan(6_500_000_000L);
            last.add(before);
        }
        assertThat(last).containsExactlyInAnyOrder(Status.ONLINE, Status.IDLE, Status.DND, Status.INVISIBLE);
    }
}
