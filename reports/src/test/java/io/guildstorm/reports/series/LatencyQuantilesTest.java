package io.guildstorm.reports.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.guildstorm.reports.Seeds;
import io.guildstorm.reports.record.Interval;
import io.guildstorm.reports.record.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyQuantilesTest {

    @ParameterizedTest
    @CsvSource({
        "1, false, false",
        "99, false, false",
        "100, true, false",
        "999, true, false",
        "1000, true, true",
    })
    void a_quantile_that_the_sample_cannot_carry_is_null(int values, boolean p99, boolean p999) {
        Quantiles quantiles = LatencyQuantiles.of(millis(values), null);

        assertThat(quantiles.count()).isEqualTo(values);
        assertThat(quantiles.p50Ms()).isNotNull();
        assertThat(quantiles.p99Ms() != null).isEqualTo(p99);
        assertThat(quantiles.p999Ms() != null).isEqualTo(p999);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "600    | p99,p999",
                "999    | p99,p999",
                "1000   | p999",
                "9999   | p999",
                "10000  | ''",
            })
    void weak_counts_messages_and_not_deliveries(long messages, String weak) {
        Quantiles quantiles = LatencyQuantiles.of(millis(20_000), messages);

        assertThat(String.join(",", quantiles.weak())).isEqualTo(weak);
        assertThat(quantiles.messages()).isEqualTo(messages);
    }

    @Test
    void what_is_null_is_not_also_weak() {
        assertThat(LatencyQuantiles.of(millis(50), null).weak()).isEmpty();
        assertThat(LatencyQuantiles.of(millis(500), null).weak()).containsExactly("p99");
    }

    @Test
    void nothing_measured_has_no_quantiles_at_all() {
        assertThat(LatencyQuantiles.of(Hlogs.empty(), 5L)).isEqualTo(Quantiles.EMPTY);
    }

    @Test
    void figures_are_milliseconds_to_the_digits_that_were_recorded() {
        Quantiles quantiles = LatencyQuantiles.of(millis(1_000), null);

        assertThat(quantiles.p50Ms()).isCloseTo(500, within(0.5));
        assertThat(quantiles.p90Ms()).isCloseTo(900, within(0.9));
        assertThat(quantiles.p99Ms()).isCloseTo(990, within(1.0));
        assertThat(quantiles.p999Ms()).isCloseTo(999, within(1.0));
        assertThat(quantiles.maxMs()).isCloseTo(1_000, within(1.0));
        assertThat(quantiles.meanMs()).isCloseTo(500.5, within(0.5));
    }

    @Test
    void the_bootstrap_gives_one_answer_for_one_seed() {
        List<Histogram> intervals = seconds(30, 1);

        assertThat(interval(intervals, 42)).isEqualTo(interval(intervals, 42));
        assertThat(interval(intervals, 42)).isNotEqualTo(interval(intervals, 43));
    }

    @Test
    void equal_seconds_leave_no_doubt() {
        List<Histogram> intervals = new ArrayList<>();
        for (int i = 0; i < 10; i++) intervals.add(millis(200));

        Quantiles quantiles = LatencyQuantiles.of(intervals, 200L, 1);

        assertThat(quantiles.p99CiMs()).isEqualTo(new Interval(p99(quantiles), p99(quantiles)));
    }

    @Test
    void one_bad_second_in_thirty_widens_the_interval_to_it() {
        List<Histogram> intervals = new ArrayList<>();
        for (int i = 0; i < 29; i++) intervals.add(constant(1_000, 10));
        intervals.add(constant(1_000, 200));

        Quantiles quantiles = LatencyQuantiles.of(intervals, null, 7);

        Interval ci = Objects.requireNonNull(quantiles.p99CiMs());
        assertThat(ci.low()).isCloseTo(10, within(0.1));
        assertThat(ci.high()).isCloseTo(200, within(0.2));
    }

    @ParameterizedTest
    @Seeds(count = 20)
    void the_interval_holds_the_figure_that_it_is_about(RandomGenerator random) {
        Quantiles quantiles = LatencyQuantiles.of(seconds(30, random.nextLong()), null, random.nextLong());

        Interval ci = Objects.requireNonNull(quantiles.p99CiMs());
        assertThat(p99(quantiles)).isBetween(ci.low(), ci.high());
    }

    @Test
    void empty_seconds_before_and_after_the_judged_part_change_nothing() {
        List<Histogram> judged = seconds(30, 1);
        List<Histogram> whole = new ArrayList<>(judged);
        for (int i = 0; i < 10; i++) whole.addFirst(Hlogs.empty());
        for (int i = 0; i < 20; i++) whole.addLast(Hlogs.empty());

        assertThat(interval(whole, 42)).isEqualTo(interval(judged, 42));
    }

    @Test
    void a_second_in_which_nothing_arrived_is_drawn_like_any_other() {
        List<Histogram> frozen = new ArrayList<>(seconds(30, 1));
        frozen.set(15, Hlogs.empty());

        List<Histogram> without = new ArrayList<>(frozen);
        without.remove(15);
        assertThat(interval(frozen, 42)).isNotEqualTo(interval(seconds(30, 1), 42));
        assertThat(interval(frozen, 42)).isNotEqualTo(interval(without, 42));
    }

    @Test
    void too_few_seconds_give_no_interval() {
        assertThat(LatencyQuantiles.of(seconds(4, 1), null, 1).p99CiMs()).isNull();
        assertThat(LatencyQuantiles.of(seconds(5, 1), null, 1).p99CiMs()).isNotNull();
    }

    @Test
    void without_a_p99_there_is_no_interval_around_it() {
        List<Histogram> intervals = new ArrayList<>();
        for (int i = 0; i < 9; i++) intervals.add(constant(11, 5));

        assertThat(LatencyQuantiles.of(intervals, null, 1).p99CiMs()).isNull();
    }

    private static double p99(Quantiles quantiles) {
        return Objects.requireNonNull(quantiles.p99Ms());
    }

    private static Interval interval(List<Histogram> intervals, long seed) {
        return Objects.requireNonNull(LatencyQuantiles.of(intervals, null, seed).p99CiMs());
    }

    /// Seconds that differ from each other, as real ones do.
    private static List<Histogram> seconds(int count, long seed) {
        RandomGenerator random = new java.util.SplittableRandom(seed);
        List<Histogram> seconds = new ArrayList<>();
        for (int second = 0; second < count; second++) {
            Histogram histogram = Hlogs.empty();
            double slow = random.nextDouble(1, 4);
            for (int i = 0; i < 500; i++) {
                histogram.recordValue((long) (slow * 1e6 * (1 - Math.log(1 - random.nextDouble()))));
            }
            seconds.add(histogram);
        }
        return seconds;
    }

    /// 1 ms, 2 ms, 3 ms, …
    private static Histogram millis(int values) {
        Histogram histogram = Hlogs.empty();
        for (int i = 1; i <= values; i++) histogram.recordValue(i * 1_000_000L);
        return histogram;
    }

    private static Histogram constant(int values, long millis) {
        Histogram histogram = Hlogs.empty();
        histogram.recordValueWithCount(millis * 1_000_000, values);
        return histogram;
    }
}
