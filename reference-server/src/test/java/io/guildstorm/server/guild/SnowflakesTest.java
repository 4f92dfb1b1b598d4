package io.guildstorm.server.guild;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.Seeds;
import io.guildstorm.server.model.Snowflake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class SnowflakesTest {
    private final SteppedClock clock = new SteppedClock();
    private final List<Duration> setBack = new ArrayList<>();
    private final Snowflakes snowflakes = new Snowflakes(new WorkerId(7), clock, setBack::add);

    @ParameterizedTest
    @Seeds(count = 300)
    void ids_strictly_increase_whatever_the_clock_does(RandomGenerator random) {
        var issued = new ArrayList<Long>();
        for (int step = 0; step < 1_000; step++) {
            clock.step(Duration.ofMillis(random.nextInt(-10_000, 10_000)));
            for (int i = random.nextInt(5); i >= 0; i--) {
                issued.add(snowflakes.next());
            }
        }

        assertThat(issued).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_clock_set_back_ten_seconds_is_told_once_and_ids_go_on_rising() {
        long before = snowflakes.next();

        clock.step(Duration.ofSeconds(-10));
        var after = LongStream.generate(snowflakes::next).limit(100).boxed().toList();

        assertThat(after)
                .isSorted()
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).isGreaterThan(before));
        assertThat(setBack).containsExactly(Duration.ofSeconds(10));
    }

    @Test
    void a_second_step_back_is_told_too() {
        snowflakes.next();
        clock.step(Duration.ofSeconds(-10));
        snowflakes.next();
        clock.step(Duration.ofSeconds(20));
        snowflakes.next();
        clock.step(Duration.ofSeconds(-1));
        snowflakes.next();

        assertThat(setBack).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(1));
    }

    @Test
    void more_ids_than_a_millisecond_holds_are_distinct_and_nothing_waits_for_the_clock() {
        var issued =
                LongStream.generate(snowflakes::next).limit(100_000).boxed().toList();

        assertThat(issued).isSorted().doesNotHaveDuplicates();
        assertThat(Duration.between(clock.instant(), Snowflake.timeOf(issued.getLast())))
                .as("ids run ahead of a clock that stands by one millisecond for 4,096 of them")
                .isEqualTo(Duration.ofMillis(100_000 / 4_096));
    }

    @Test
    void concurrent_callers_get_distinct_ids() throws Exception {
        Callable<List<Long>> caller = () ->
                LongStream.generate(snowflakes::next).limit(20_000).boxed().toList();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var all = new ArrayList<Long>();
            for (var issued : threads.invokeAll(List.of(caller, caller, caller, caller))) {
                assertThat(issued.get()).isSorted();
                all.addAll(issued.get());
            }

            assertThat(all).doesNotHaveDuplicates();
        }
    }

    @Test
    void ids_go_on_above_what_another_worker_with_a_faster_clock_has_given_out() {
        var other = new SteppedClock();
        other.step(Duration.ofMinutes(3));
        long last = new Snowflakes(new WorkerId(1_022), other, setBack::add).next();

        snowflakes.goAbove(last);

        assertThat(snowflakes.next()).isGreaterThan(last);
    }

    @Test
    void an_id_holds_its_time_and_its_worker() {
        long id = snowflakes.next();

        assertThat(Snowflake.timeOf(id)).isEqualTo(clock.instant());
        assertThat((id >> 12) & 1_023).isEqualTo(7);
        assertThat(Long.toString(id)).hasSizeBetween(17, 19);
    }
}
