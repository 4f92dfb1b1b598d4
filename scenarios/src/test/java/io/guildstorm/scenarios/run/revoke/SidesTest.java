package io.guildstorm.scenarios.run.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.workload.PermissionRevoke;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SidesTest {
    private static final Map<String, String> EVENTUAL = Map.of(
            "consistency.permissions", "eventual",
            "consistency.membership", "eventual",
            "consistency.deletes", "eventual");

    @Test
    void strong_is_judged_unless_the_user_says_otherwise() {
        var sides = Sides.of(Map.of("fanout", "direct"));

        assertThat(sides).extracting(Design::name).containsExactly("strong", "eventual");
        assertThat(sides).extracting(Design::judged).containsExactly(true, false);
        assertThat(sides.getFirst().settings().keySet()).containsExactlyInAnyOrderElementsOf(PermissionRevoke.SWITCHES);
        assertThat(values(sides.getFirst())).containsOnly("strong");
        assertThat(sides.getLast().settings()).isEqualTo(EVENTUAL);
    }

    @Test
    void what_the_user_set_is_judged_and_strong_stands_against_it() {
        var mixed = Sides.of(Map.of("consistency.membership", "eventual"));
        var eventual = Sides.of(EVENTUAL);

        assertThat(mixed).extracting(Design::name).containsExactly("as-set", "strong");
        assertThat(mixed.getFirst().settings())
                .containsEntry("consistency.membership", "eventual")
                .containsEntry("consistency.permissions", "strong");
        assertThat(eventual).extracting(Design::name).containsExactly("eventual", "strong");
        assertThat(eventual).extracting(Design::judged).containsExactly(true, false);
    }

    @Test
    void rounds_are_mirrored() {
        var order = Design.order(Sides.of(Map.of()), 2);

        assertThat(order).extracting(Design::name).containsExactly("strong", "eventual", "eventual", "strong");
    }

    private static Collection<String> values(Design side) {
        return side.settings().values();
    }
}
