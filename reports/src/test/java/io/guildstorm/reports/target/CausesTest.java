package io.guildstorm.reports.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.series.SecondRow;
import io.guildstorm.reports.series.Series;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CausesTest {
    private static Reason.Evidence of(UnaryOperator<SecondRow> atBad, int... bad) {
        return of(Runs.series(atBad, bad));
    }

    private static Reason.Evidence of(Series series) {
        return Objects.requireNonNull(Causes.of(Runs.good(), 100, series));
    }

    private static final Map<String, Double> CPU = Map.of("server", 0.4, "swarm-0", 0.5);

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(
                        bad(row -> Runs.row(row.second(), 143, CPU, 118, 1, 0, Map.of())),
                        "GC pauses of 118 ms in second 17 (server, jvm.gc=g1)",
                        "--set jvm.gc=zgc"),
                Arguments.of(
                        bad(row -> Runs.row(row.second(), 143, CPU, 4, 1, 0.3, Map.of())),
                        "the hypervisor took 30 % of the CPU time in second 17",
                        "a quieter machine, or guildstorm doctor"),
                Arguments.of(
                        bad(row -> Runs.row(row.second(), 143, CPU, 4, 90, 0, Map.of())),
                        "the machine stood still for 90 ms in second 17",
                        "a quieter machine, or guildstorm doctor"),
                Arguments.of(
                        bad(row -> Runs.row(row.second(), 143, CPU, 4, 1, 0, Map.of("store.pending", 3_900.0))),
                        "queue store.pending held 3,900 in second 17",
                        "a lower --rate, or fewer --sessions"),
                Arguments.of(
                        bad(row -> Runs.row(row.second(), 143, Map.of("server", 1.95), 4, 1, 0, Map.of())),
                        "the CPU was full in second 17: 1.95 of 2 cores",
                        "fewer --sessions, a lower --rate, or more cores"));
    }

    private static UnaryOperator<SecondRow> bad(UnaryOperator<SecondRow> change) {
        return change;
    }

    @ParameterizedTest
    @MethodSource("causes")
    void what_overlaps_the_bad_second_is_named(UnaryOperator<SecondRow> atBad, String why, String attempt) {
        Reason.Evidence evidence = of(atBad, 17);

        assertThat(evidence.why()).isEqualTo(why);
        assertThat(evidence.attempt()).isEqualTo(attempt);
        assertThat(evidence.when()).isEqualTo("second 17 only; in the others p99 is at most 12 ms");
    }

    @Test
    void nothing_is_named_that_was_there_in_good_seconds_too() {
        Series series = new Series(IntStream.range(0, 30)
                .mapToObj(second -> Runs.row(second, second == 9 ? 143 : 12, CPU, 60, 1, 0, Map.of()))
                .toList());

        Reason.Evidence evidence = of(series);

        assertThat(evidence.why()).isNull();
        assertThat(evidence.attempt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "60, 119,", // ordinary: good seconds have half of it and more
        "60, 120, GC pauses of 120 ms in second 9",
        "20, 30, GC pauses of 30 ms in second 9", // what good seconds have is too small to matter
        "26, 30,",
    })
    void a_cause_is_twice_what_good_seconds_have_unless_they_have_next_to_nothing(
            double good, double bad, @Nullable String why) {
        Series series = new Series(IntStream.range(0, 30)
                .mapToObj(second ->
                        Runs.row(second, second == 9 ? 143 : 12, CPU, second == 9 ? bad : good, 1, 0, Map.of()))
                .toList());

        String named = of(series).why();

        if (why == null) assertThat(named).isNull();
        else assertThat(named).startsWith(why);
    }

    @Test
    void nothing_is_named_that_lies_in_other_seconds() {
        Series series = new Series(IntStream.range(0, 30)
                .mapToObj(
                        second -> Runs.row(second, second == 9 ? 143 : 12, CPU, second == 8 ? 118 : 0, 1, 0, Map.of()))
                .toList());

        assertThat(of(series).why()).isNull();
    }

    @Test
    void small_pauses_explain_nothing() {
        assertThat(of(row -> Runs.row(row.second(), 143, CPU, 20, 1, 0, Map.of()), 17)
                        .why())
                .isNull();
    }

    @Test
    void neighbouring_seconds_are_one_span() {
        assertThat(of(row -> row, 3, 17, 18, 19).when())
                .isEqualTo("seconds 3, 17–19 only; in the others p99 is at most 12 ms");
        assertThat(of(row -> row, 1, 3, 5, 7, 9).when())
                .isEqualTo("5 of 30 seconds only; in the others p99 is at most 12 ms");
    }

    @Test
    void a_run_that_is_slow_throughout_says_so() {
        assertThat(of(row -> row, IntStream.range(0, 30).toArray()).when()).isEqualTo("in every second");
    }

    @Test
    void without_a_good_second_what_is_large_enough_is_named() {
        Reason.Evidence evidence = of(
                row -> Runs.row(row.second(), 143, CPU, row.second() == 4 ? 118 : 60, 1, 0, Map.of()),
                IntStream.range(0, 30).toArray());

        assertThat(evidence.when()).isEqualTo("in every second");
        assertThat(evidence.why()).isEqualTo("GC pauses of 118 ms in second 4 (server, jvm.gc=g1)");
    }

    @Test
    void a_second_at_the_limit_is_a_bad_one() {
        Series series = new Series(IntStream.range(0, 3)
                .mapToObj(second -> Runs.row(second, second == 1 ? 100 : 99.9, CPU, 4, 1, 0, Map.of()))
                .toList());

        assertThat(of(series).when()).startsWith("second 1 only");
    }

    @Test
    void without_a_series_or_a_bad_second_nothing_is_claimed() {
        assertThat(Causes.of(Runs.good(), 100, null)).isNull();
        assertThat(Causes.of(Runs.good(), 100, Runs.series(row -> row))).isNull();
    }
}
