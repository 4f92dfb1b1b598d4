package io.guildstorm.reports.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Verdict;
import io.guildstorm.reports.target.FloodFigures.Flood;
import io.guildstorm.reports.target.FloodFigures.Others;
import io.guildstorm.reports.target.FloodFigures.Side;
import io.guildstorm.reports.target.FloodFigures.Times;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FloodFiguresTest {
    private static final FloodFigures FIGURES = new FloodFigures(List.of(
            new Side(
                    "rate-limit",
                    true,
                    true,
                    1_000,
                    new Flood(4_000, 20, 3_980, Map.of(1L, 80L, 5L, 3_900L)),
                    new Others(0, new Times(2.0, 6.06, 9.0), new Times(3.0, 7.0, null), Times.UNKNOWN)),
            new Side(
                    "unprotected",
                    false,
                    false,
                    1_000,
                    new Flood(4_000, 4_000, 0, Map.of()),
                    new Others(2, new Times(20.0, 143.2, 200.0), Times.UNKNOWN, Times.UNKNOWN))));

    private static RunRecord judged(Observations seen) {
        return Verdicts.judge(
                RunRecord.of("flooding-sender")
                        .audit(new Audit(10, 10, 0, 0, 0, 0, 0, 0, 0, 0))
                        .experiment(FIGURES.experiment())
                        .build(),
                List.of(),
                seen);
    }

    @Test
    void the_block_is_read_as_it_was_written() {
        assertThat(FloodFigures.of(FIGURES.experiment())).isEqualTo(FIGURES);
        assertThat(FloodFigures.of(Map.of("sends", 3))).isNull();
    }

    @Test
    void the_headline_sets_all_sides_beside_each_other() {
        assertThat(judged(Observations.NONE).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judged(Observations.NONE).headline())
                .isEqualTo(
                        "One member floods a channel in which 1,000 others send: rate-limit the others' p99 6.06 ms,"
                                + " flood 20 of 4,000 accepted; unprotected the others' p99 143 ms, flood 4,000 of 4,000 accepted.");
    }

    @Test
    void a_limit_that_refuses_somebody_else_fails_the_run() {
        var broken = new Reason(Reason.Code.LIMIT_BROKEN, null, "rate-limit: 3 sends were refused", null);

        RunRecord judged = judged(Observations.NONE.withRuleBroken(broken));

        assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged.reasons()).containsExactly(broken);
    }
}
