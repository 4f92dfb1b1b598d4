package io.guildstorm.reports.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.Latency;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Verdict;
import io.guildstorm.reports.target.PresenceFigures.Crowd;
import io.guildstorm.reports.target.PresenceFigures.Phase;
import io.guildstorm.reports.target.PresenceFigures.Sent;
import io.guildstorm.reports.target.PresenceFigures.Side;
import io.guildstorm.reports.target.PresenceFigures.Times;
import io.guildstorm.reports.target.PresenceFigures.Truth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PresenceFiguresTest {
    private static final Times FEW = new Times(10, 3.0, null, 40.0);
    private static final Times MANY = new Times(4_000, 1_900.0, 3_950.5, 4_100.0);

    private static Side naive() {
        return new Side(
                "naive",
                false,
                new Sent(3_000, 41_200_000, 41_000_000, 7_000_000_000L, 30.0, List.of(0.0, 12.5), Map.of()),
                new Truth(9_000, 17, 0, FEW, FEW, null));
    }

    private static Side optimised(long wrong, @Nullable Double cpuS) {
        return new Side(
                "optimised",
                true,
                new Sent(3_000, 55_000, 20_000, 9_000_000, cpuS, List.of(3.0, 4.0), Map.of("told_updates", 55_000L)),
                new Truth(9_000, wrong, 812, MANY, FEW, 12.0));
    }

    private static PresenceFigures figures(long wrong, @Nullable Double cpuS) {
        return new PresenceFigures(
                new Crowd(600, 120, 40, 6, 50, 1_000.0, 4_000.0),
                List.of(new Phase("connect", 0, 4.5), new Phase("flicker", 4.5, 11)),
                List.of(naive(), optimised(wrong, cpuS)));
    }

    private static RunRecord judged(PresenceFigures figures, Observations seen) {
        return Verdicts.judge(
                RunRecord.of("presence-storm")
                        .latency(Latency.NONE.withStatuses(
                                new Quantiles(4_000, null, 1.0, 2.0, 3_950.5, null, null, 4_100.0, 2.0, List.of()),
                                null,
                                null))
                        .experiment(figures.experiment())
                        .build(),
                List.of(new LatencyTarget("told", LatencyMetric.STALENESS_P99, 5_000, "debounce + window + 1 s")),
                seen);
    }

    @Test
    void the_block_is_read_as_it_was_written() {
        assertThat(PresenceFigures.of(figures(0, 4.0).experiment())).isEqualTo(figures(0, 4.0));
        assertThat(PresenceFigures.of(figures(3, null).experiment())).isEqualTo(figures(3, null));
        assertThat(PresenceFigures.of(Map.of("sends", 3))).isNull();
    }

    @Test
    void the_headline_says_what_became_of_the_events_and_whether_anybody_was_wrong() {
        assertThat(judged(figures(0, 4.0), Observations.NONE).headline())
                .isEqualTo(
                        "41,200,000 presence events became 55,000 (749 × fewer); afterwards 0 of 9,000 views were wrong.");
    }

    @Test
    void the_terminal_sets_both_sides_against_each_other() {
        RunRecord judged = judged(figures(0, 4.0), Observations.NONE);

        assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
        assertThat(figures(0, 4.0).lines())
                .containsEntry("events", "naive 41.2 M · ours 55,000 · 749 × fewer · wrong at rest 0")
                .containsEntry("cpu", "naive 30 s · ours 4 s · 7.5 × less")
                .containsEntry("killed", "one presence server in the middle of it; it knew its users again after 12 ms")
                .containsEntry("guide", "5 × fewer events, by subscriptions to what is visible");
        assertThat(figures(0, null).lines()).doesNotContainKey("cpu");
        assertThat(figures(0, 4.0).load()).isEqualTo("10 flaps in 3 s × 120 of 600 users");
    }

    @Test
    void a_wrong_view_fails_the_run() {
        var wrong = new Reason(Reason.Code.WRONG_STATUS, null, "3 of 9000 views were wrong at rest", null);

        RunRecord judged = judged(figures(3, 4.0), Observations.NONE.withRuleBroken(wrong));

        assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged.reasons()).containsExactly(wrong);
        assertThat(judged.headline()).endsWith("afterwards 3 of 9,000 views were wrong.");
    }

    @Test
    void a_run_that_played_one_side_alone_claims_no_factor() {
        PresenceFigures one =
                new PresenceFigures(new Crowd(600, 120, 40, 6, 50, null, null), List.of(), List.of(naive()));

        assertThat(judged(one, Observations.NONE).headline()).doesNotContain("fewer");
        assertThat(one.lines()).isEmpty();
        assertThat(PresenceFigures.factor(5L, 0L)).isNull();
    }
}
