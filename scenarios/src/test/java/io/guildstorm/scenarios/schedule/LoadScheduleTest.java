package io.guildstorm.scenarios.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildstorm.scenarios.Seeds;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadScheduleTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void by_default_half_a_second_of_sends_falls_due_at_once_every_five_seconds() {
        var schedule = new LoadSchedule(20, Burst.usual(20), 42);

        var offsets = LongStream.range(0, 200).map(schedule::offsetNanos).toArray();

        assertThat(LongStream.of(offsets).filter(offset -> offset == 0)).hasSize(10);
        assertThat(LongStream.of(offsets).filter(offset -> offset == 5 * SECOND))
                .hasSize(10);
        assertThat(LongStream.of(offsets).filter(offset -> offset < 5 * SECOND)).hasSize(100);
        assertThat(LongStream.of(offsets).filter(offset -> offset > 0 && offset < 5 * SECOND))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @Seeds(count = 300)
    void offsets_never_fall_and_keep_the_mean_rate(RandomGenerator random) {
        double rate = Math.exp(random.nextDouble(Math.log(0.2), Math.log(5_000)));
        var every = Duration.ofMillis(random.nextInt(100, 20_000));
        int most = (int) (rate * every.toNanos() / 1e9);
        var burst = new Burst(random.nextInt(0, most + 1), every);
        var schedule = new LoadSchedule(rate, burst, random.nextLong());

        var offsets = LongStream.range(0, 3_000).map(schedule::offsetNanos).toArray();

        assertThat(offsets).isSorted();
        for (int i = 0; i < offsets.length; i += 100) {
            double due = offsets[i] / 1e9 * rate;
            assertThat(i - due).isBetween(-2.0 - rate * every.toNanos() / 1e9, 2.0 + burst.size());
        }
    }

    @ParameterizedTest
    @Seeds(count = 300)
    void count_before_an_instant_is_the_index_of_the_first_send_not_before_it(RandomGenerator random) {
        double rate = random.nextDouble(0.5, 500);
        var burst = random.nextBoolean() ? Burst.NONE : Burst.usual(rate);
        var schedule = new LoadSchedule(rate, burst, random.nextLong());
        long instant = random.nextLong(1, 60 * SECOND);

        long count = schedule.countBefore(instant);

        assertThat(schedule.offsetNanos(count)).isGreaterThanOrEqualTo(instant);
        if (count > 0) assertThat(schedule.offsetNanos(count - 1)).isLessThan(instant);
    }

    @Test
    void phases_share_their_border_and_lose_no_send() {
        var schedule = new LoadSchedule(20, Burst.usual(20), 1);

        var warmup = schedule.phase("warmup", 0, 10 * SECOND);
        var measure = schedule.phase("measure", 10 * SECOND, 40 * SECOND);

        assertThat(warmup.sends()).isEqualTo(200);
        assertThat(measure.fromIndex()).isEqualTo(200);
        assertThat(measure.sends()).isEqualTo(600);
    }

    @Test
    void seeds_shift_the_even_sends_and_leave_the_bursts() {
        var one = new LoadSchedule(20, Burst.usual(20), 1);
        var two = new LoadSchedule(20, Burst.usual(20), 2);

        assertThat(one.offsetNanos(50)).isNotEqualTo(two.offsetNanos(50));
        assertThat(one.offsetNanos(100)).isEqualTo(two.offsetNanos(100));
    }

    @ParameterizedTest
    @CsvSource({"none,0,5000", "10/5s,10,5000", "3/500ms,3,500", "120/2m,120,120000"})
    void a_burst_is_read_and_written(String text, int size, long everyMillis) {
        var burst = Burst.parse(text);

        assertThat(burst.size()).isEqualTo(size);
        assertThat(burst.every()).hasMillis(everyMillis);
        assertThat(Burst.parse(burst.toString())).isEqualTo(burst);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "10", "10/5", "10/s", "-1/5s", "10/5h", "10 / 5s", "99999999/5s"})
    void a_burst_that_cannot_be_read_is_named_with_a_form_that_can(String text) {
        assertThatThrownBy(() -> Burst.parse(text))
                .hasMessage("burst cannot be \"" + text + "\": give none or N/DURATION, for example 10/5s");
    }

    @Test
    void a_burst_beyond_the_mean_rate_is_refused_with_the_arithmetic() {
        assertThatThrownBy(() -> new LoadSchedule(20, Burst.parse("500/5s"), 0))
                .hasMessage("burst 500/5s is more than the 100 messages that 20 a second make in 5000 ms:"
                        + " lower the burst or raise the rate");
    }
}
