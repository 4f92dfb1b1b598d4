package io.guildstorm.reports.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Verdict;
import io.guildstorm.reports.target.RevokeFigures.Side;
import io.guildstorm.reports.target.RevokeFigures.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RevokeFiguresTest {
    private static final Times CALLS = new Times(256, 30.0, 41.26, 60.0);
    private static final Times QUICK = new Times(99, 2.0, null, 6.24);

    private static RevokeFigures figures(long leaked) {
        return new RevokeFigures(List.of(
                new Side("strong", true, 256, 0, CALLS, Map.of("kick", QUICK), leaked, 0, 256, Times.of(List.of())),
                new Side("eventual", false, 101, 2, QUICK, Map.of(), 37, 1, 99, QUICK)));
    }

    private static RunRecord judged(long leaked) {
        return Verdicts.judge(
                RunRecord.of("permission-revoke")
                        .audit(new Audit(10, 10, 0, 0, 0, 0, 0, 0, leaked, 0))
                        .experiment(figures(leaked).experiment())
                        .build(),
                List.of(),
                Observations.NONE);
    }

    @Test
    void the_block_is_read_as_it_was_written() {
        assertThat(RevokeFigures.of(figures(0).experiment())).isEqualTo(figures(0));
        assertThat(RevokeFigures.of(Map.of("sends", 3))).isNull();
    }

    @Test
    void a_p99_needs_a_hundred_values() {
        List<Double> values = new ArrayList<>();
        for (int i = 99; i > 0; i--) values.add((double) i);

        assertThat(Times.of(values)).isEqualTo(new Times(99, 50.0, null, 99.0));
        values.add(100.0);
        assertThat(Times.of(values)).isEqualTo(new Times(100, 50.0, 99.0, 100.0));
        assertThat(Times.of(List.of())).isEqualTo(new Times(0, null, null, null));
    }

    @Test
    void the_naive_side_may_leak_and_the_headline_says_how_much() {
        assertThat(judged(0).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judged(0).headline())
                .isEqualTo(
                        "355 readers lost the channel in mid-flight: strong nothing afterwards, calls 41.3 ms at p99;"
                                + " eventual 37 forbidden deliveries afterwards, calls at most 6.24 ms.");
    }

    @Test
    void a_naive_side_that_was_not_caught_is_not_called_safe() {
        Side quiet = new Side("eventual", false, 99, 0, QUICK, Map.of(), 0, 0, 99, QUICK);

        assertThat(RevokeFigures.words(quiet)).isEqualTo("nothing that could be proved, calls at most 6.24 ms");
    }

    @Test
    void one_leak_of_the_judged_side_fails_the_run() {
        assertThat(judged(1).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(Objects.requireNonNull(judged(1).headline())).contains("strong 1 forbidden delivery afterwards");
    }
}
