package io.guildstorm.scenarios.run.typing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.schedule.Typists;
import io.guildstorm.scenarios.workload.TypingStorm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CastTest {
    @Test
    void one_side_types_as_clients_do_one_is_quiet_and_one_has_no_limit() {
        var sides = Pace.sides("50/5s");

        assertThat(sides).extracting(Design::name).containsExactly("typing", "quiet", "each-key");
        assertThat(sides).extracting(Design::judged).containsExactly(true, false, false);
        assertThat(sides)
                .extracting(side -> side.settings().get("access.route-limit"))
                .containsExactly("50/5s", "50/5s", "off");
        assertThat(sides).extracting(Pace::of).containsExactly(Pace.values());
    }

    @Test
    void all_sides_have_the_same_members_and_differ_in_how_often_they_type() {
        Cast cast = Cast.of(TypingStorm.PLAN);

        assertThat(Typists.text(cast.typing(Pace.TYPING))).isEqualTo("0-40/8000ms,40-42/1000ms,42-43/50ms");
        assertThat(Typists.text(cast.typing(Pace.EACH_KEY))).isEqualTo("0-40/250ms,40-42/1000ms,42-43/50ms");
        assertThat(cast.typing(Pace.QUIET)).isEmpty();
        assertThat(cast.hiding()).containsExactly(40, 41);
        assertThat(cast.hasty()).isEqualTo(42);
        assertThat(cast.all(Pace.TYPING)).isEqualTo(43);
        assertThat(cast.all(Pace.QUIET)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {TypingStorm.FEWEST_SESSIONS, 60, 400, 1_000, 20_000})
    void who_may_not_see_the_channel_neither_types_nor_sends(int sessions) {
        Cast cast = Cast.of(TypingStorm.PLAN.withSessions(sessions));

        int besides = 14; // who read, type or hold a socket for Gatling
        assertThat(cast.senders()).isGreaterThan(cast.hasty());
        assertThat(cast.blind()).isNotEmpty().allMatch(place -> place >= cast.senders() + besides && place < sessions);
    }

    @Test
    void what_a_side_lets_through_at_most_counts_a_window_that_began_before() {
        Design judged = Pace.sides("50/5s").getFirst();

        assertThat(Pace.mostAccepted(judged, Duration.ofSeconds(8))).isEqualTo(150);
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "5/1h", "lots"})
    void without_a_limit_there_is_nothing_to_compare(String limit) {
        assertThatThrownBy(() -> Pace.check(Map.of("access.route-limit", limit)))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("access.route-limit cannot be \"" + limit + "\"");
        Pace.check(Map.of("access.route-limit", "5/5s"));
        Pace.check(Map.of());
        assertThat(List.of(Pace.values())).hasSize(3);
    }
}
