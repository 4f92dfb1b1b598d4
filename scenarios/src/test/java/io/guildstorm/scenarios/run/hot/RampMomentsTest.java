package io.guildstorm.scenarios.run.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.guildstorm.scenarios.run.machine.MachineFacts;
import io.guildstorm.scenarios.run.machine.Sampler.Used;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RampMomentsTest {
    private static final Offset<Double> ROUNDING = within(1e-9);

    @Test
    void a_burst_that_fills_the_cores_for_a_tenth_is_seen_though_the_mean_is_low() {
        var moments = new RampMoments(List.of(used(0.2, 0.1, 0.3), used(0.6, 0.35, 0.97), used(0.1, 0.1, 0.2)));

        assertThat(moments.full()).isTrue();
        assertThat(moments.serverShare()).isEqualTo(0.6, ROUNDING);
        assertThat(moments.loadShare()).isEqualTo(0.35, ROUNDING);
        var step = moments.step(3_000, 81.0);
        assertThat(step.fullS()).isEqualTo(0.1, ROUNDING);
        assertThat(step.at()).isEqualTo(3_000);
        assertThat(step.p99Ms()).isEqualTo(81.0);
    }

    @Test
    void the_shares_are_those_of_all_full_moments_together() {
        var moments = new RampMoments(List.of(used(0.6, 0.3, 1.0), used(0.1, 0.1, 0.2), used(0.4, 0.5, 0.95)));

        assertThat(moments.serverShare()).isEqualTo(0.5, ROUNDING);
        assertThat(moments.loadShare()).isEqualTo(0.4, ROUNDING);
    }

    @Test
    void shares_never_come_to_more_than_the_whole_machine() {
        var moments = new RampMoments(List.of(used(0.66, 0.44, 1.0)));

        assertThat(moments.serverShare()).isEqualTo(0.6, ROUNDING);
        assertThat(moments.loadShare()).isEqualTo(0.4, ROUNDING);
    }

    @Test
    void without_a_clock_of_the_machine_nothing_is_called_full() {
        var moments = new RampMoments(List.of(used(0.5, 0.4, null)));

        assertThat(moments.full()).isFalse();
        assertThat(moments.step(1, null).fullS()).isNull();
    }

    /// A tenth of a second.
    private static Used used(double server, double load, @Nullable Double busy) {
        double all = 0.1 * MachineFacts.cores();
        return new Used(
                0.1,
                Map.of("server", server * all, "swarm-0", load * all / 2, "gatling-0", load * all / 2),
                busy == null ? null : (Double) (busy * all),
                null,
                null);
    }
}
