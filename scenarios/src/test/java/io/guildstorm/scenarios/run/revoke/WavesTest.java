package io.guildstorm.scenarios.run.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.Seeds;
import io.guildstorm.scenarios.run.revoke.Waves.Step;
import io.guildstorm.scenarios.run.revoke.Waves.Strand;
import io.guildstorm.scenarios.schedule.Burst;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class WavesTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @Seeds(count = 300)
    void nobody_loses_the_channel_twice_and_half_of_the_idle_readers_keep_it(RandomGenerator random) {
        int sessions = random.nextInt(50, 2_000);
        int firstIdle = random.nextInt(1, sessions);
        long to = random.nextLong(1, 60) * SECOND;
        var burst = new Burst(random.nextInt(0, 100), Duration.ofMillis(random.nextLong(500, 10_000)));

        var waves = Waves.of(0, to, burst, firstIdle, sessions, random.nextInt(1, 64), new Random(random.nextLong()));

        List<Integer> losers = losers(waves);
        assertThat(losers)
                .doesNotHaveDuplicates()
                .allSatisfy(session -> assertThat(session).isBetween(firstIdle, sessions - 1))
                .hasSizeLessThanOrEqualTo((sessions - firstIdle) / 2);
        assertThat(losers.isEmpty()).isEqualTo((sessions - firstIdle) / 2 == 0);
    }

    @Test
    void with_each_burst_half_go_one_after_the_other_and_half_at_one_instant() {
        var burst = new Burst(50, Duration.ofSeconds(2));

        var waves = Waves.of(10 * SECOND, 18 * SECOND, burst, 50, 1_000, 32, new Random(42));

        assertThat(losers(waves)).hasSize(4 * 32);
        assertThat(waves.strands().stream().filter(strand -> strand.steps().size() == 16))
                .hasSize(4);
        assertThat(waves.strands().stream().filter(strand -> strand.steps().size() == 1))
                .hasSize(4 * 16);
        assertThat(waves.strands().stream().map(Strand::atNanos).distinct()).hasSize(4);
        assertThat(waves.strands())
                .allSatisfy(strand -> assertThat((strand.atNanos() - 10 * SECOND) % (2 * SECOND))
                        .isBetween(0L, 2 * SECOND / 5));
        assertThat(waves.strands().stream()
                        .flatMap(strand -> strand.steps().stream())
                        .map(Step::lever)
                        .distinct())
                .containsExactlyInAnyOrder(Lever.values());
    }

    private static List<Integer> losers(Waves waves) {
        return waves.strands().stream()
                .flatMap(strand -> strand.steps().stream())
                .map(Step::session)
                .toList();
    }
}
