package io.guildstorm.scenarios.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.check.Status;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EverydayTest {
    private static final long MINUTE_MS = 60_000;

    private static List<Flicker.Change> all(Everyday everyday, int users) {
        return IntStream.range(0, users)
                .mapToObj(user -> everyday.of(user, 7))
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void users_change_as_often_as_they_are_to_and_a_quarter_of_that_is_taken_back() {
        Everyday everyday =
                new Everyday(6, MINUTE_MS, false); // ten minutes of life: one change each, with the lead more

        double changes = all(everyday, 1_000).size() / 1_000.0;

        double minutes = (MINUTE_MS + Everyday.LEAD.toMillis()) / 60_000.0;
        assertThat(changes).isBetween(1.2 * minutes, 1.3 * minutes);
    }

    @Test
    void each_change_is_to_another_status_that_others_can_see_and_in_the_order_of_time() {
        Everyday everyday = new Everyday(60, 10 * MINUTE_MS, false);

        for (int user = 0; user < 50; user++) {
            Status before = Status.ONLINE;
            long at = 0;
            for (Flicker.Change change : everyday.of(user, 7)) {
                assertThat(change.to()).isNotEqualTo(before).isIn(Status.ONLINE, Status.IDLE, Status.DND);
                assertThat(change.offsetNanos()).isGreaterThanOrEqualTo(at);
                before = change.to();
                at = change.offsetNanos();
            }
        }
    }

    @Test
    void a_blip_is_over_within_the_debounce_however_fast_it_is_played() {
        assertThat(Everyday.BLIP).isLessThan(Duration.ofSeconds(3)); // the server's default
        long[] offsets = new Everyday(6, 40 * MINUTE_MS, false)
                .of(3, 7).stream().mapToLong(Flicker.Change::offsetNanos).toArray();

        long shortest = IntStream.range(1, offsets.length)
                .mapToLong(i -> offsets[i] - offsets[i - 1])
                .min()
                .orElseThrow();

        assertThat(shortest).isEqualTo(Everyday.BLIP.toNanos() / Everyday.PACE);
    }

    @Test
    void the_same_seed_gives_the_same_life_and_another_user_another_one() {
        Everyday everyday = new Everyday(6, 10 * MINUTE_MS, false);

        assertThat(everyday.of(1, 7)).isEqualTo(everyday.of(1, 7)).isNotEqualTo(everyday.of(2, 7));
    }
}
