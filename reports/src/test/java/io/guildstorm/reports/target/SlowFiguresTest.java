package io.guildstorm.reports.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Verdict;
import io.guildstorm.reports.target.SlowFigures.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlowFiguresTest {
    private static final SlowFigures FIGURES = new SlowFigures(List.of(
            new Side("close", true, 200, 200L, Map.of("4000", 180L, "1006", 20L), 9.0, 41.26, 60L << 20),
            new Side("keep", false, 200, 0L, Map.of(), 9.5, null, -(3L << 20))));

    private static RunRecord judged(Observations seen) {
        return Verdicts.judge(
                RunRecord.of("slow-consumers")
                        .audit(new Audit(10, 10, 0, 0, 0, 0, 0, 0, 0, 0))
                        .experiment(FIGURES.experiment())
                        .build(),
                List.of(),
                seen);
    }

    @Test
    void the_block_is_read_as_it_was_written() {
        assertThat(SlowFigures.of(FIGURES.experiment())).isEqualTo(FIGURES);
        assertThat(SlowFigures.of(Map.of("sends", 3))).isNull();
    }

    @Test
    void the_headline_sets_both_policies_side_by_side() {
        assertThat(judged(Observations.NONE).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judged(Observations.NONE).headline())
                .isEqualTo("400 readers stopped reading in a busy channel: close 200 of 200 closed, others p99 41.3 ms,"
                        + " server + 60 MiB; keep 0 of 200 closed, server − 3 MiB.");
    }

    @Test
    void a_slow_reader_that_was_kept_fails_the_run() {
        var broken = new Reason(Reason.Code.SLOW_KEPT, null, "3 of 200 readers kept their connection", null);

        RunRecord judged = judged(Observations.NONE.withRuleBroken(broken));

        assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged.reasons()).containsExactly(broken);
    }
}
