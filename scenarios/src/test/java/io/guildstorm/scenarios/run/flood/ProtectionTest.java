package io.guildstorm.scenarios.run.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.workload.FloodingSender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProtectionTest {
    private static List<Design> sides(Map<String, String> set) {
        return Protection.sides(set, name -> name.equals("access.send-limit") ? "5/5s" : "50/5s");
    }

    @Test
    void the_limits_of_a_server_are_judged_and_off_on_the_other_sides() {
        var sides = sides(Map.of());

        assertThat(sides).extracting(Design::name).containsExactly("rate-limit", "slow-mode", "unprotected");
        assertThat(sides).extracting(Design::judged).containsExactly(true, false, false);
        assertThat(sides.getFirst().settings())
                .containsEntry("access.send-limit", "5/5s")
                .containsEntry("access.global-limit", "50/5s")
                .containsOnlyKeys(FloodingSender.LIMITS);
        assertThat(sides.subList(1, 3))
                .allSatisfy(side -> assertThat(side.settings().values()).containsOnly("off"));
        assertThat(sides).extracting(Protection::slowModeSeconds).containsExactly(0, 5, 0);
    }

    @Test
    void the_user_may_set_another_limit_and_has_it_on_that_side_alone() {
        var sides = sides(Map.of("access.send-limit", "10/10s"));

        assertThat(sides)
                .extracting(side -> side.settings().get("access.send-limit"))
                .containsExactly("10/10s", "off", "off");
    }

    @Test
    void what_a_side_lets_through_at_most_counts_a_window_that_began_before() {
        var sides = sides(Map.of());

        assertThat(Protection.mostAccepted(sides.getFirst(), Duration.ofSeconds(10)))
                .isEqualTo(15);
        assertThat(Protection.mostAccepted(sides.get(1), Duration.ofSeconds(10)))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "5/1h", "lots"})
    void a_limit_that_cannot_be_held_against_the_flood_is_refused(String limit) {
        assertThatThrownBy(() -> Protection.check(Map.of("access.send-limit", limit)))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "access.send-limit cannot be \"" + limit + "\": flooding-sender plays a side with it and two"
                                + " without; give N/DURATION, such as 5/5s.");
    }
}
