package io.guildstorm.reports.target;

import static io.guildstorm.reports.target.Runs.judged;
import static io.guildstorm.reports.target.Runs.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Lag;
import io.guildstorm.reports.record.Latency;
import io.guildstorm.reports.record.Load;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Sessions;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlinesTest {
    private static final Observations FINE = Observations.NONE;

    private static Audit audit(long lost, long duplicated, long corrupted) {
        return new Audit(1_200_000, 1_200_000 - lost, lost, duplicated, 0, corrupted, 0, 0, 0, 0);
    }

    private static RunRecord crash(CrashFigures figures) {
        return judge(
                RunRecord.of("crash-mid-send")
                        .audit(new Audit(
                                figures.acknowledged(),
                                figures.found(),
                                figures.lost(),
                                figures.twice(),
                                0,
                                0,
                                0,
                                0,
                                0,
                                0))
                        .experiment(figures.experiment())
                        .build(),
                FINE);
    }

    private static RunRecord judge(RunRecord record, Observations seen) {
        List<LatencyTarget> targets = record.scenario().equals("hot-channel") ? LatencyTarget.builtIn() : List.of();
        return Verdicts.judge(record, targets, seen);
    }

    @Test
    void all_well() {
        assertThat(judged(Runs.good()).headline())
                .isEqualTo("2,000 people read one channel: 9.2 ms at p99 for 1,200,000 deliveries, none lost;"
                        + " 1.3 × the price of the bare socket write, 2 cores.");
    }

    @Test
    void one_of_everything() {
        Quantiles one = new Quantiles(1, 1L, 1.0, 1.0, 1.0, null, null, 1.0, 1.0, List.of());
        RunRecord record = with(draft -> draft.sessions(Sessions.real(1))
                .machine(new Machine.Draft().cores(1).build())
                .latency(new Latency(
                        one, null, null, null, null, null, null, null, null, null, null, null, null, null, null)));

        assertThat(judged(record).headline())
                .isEqualTo("1 person reads one channel: 1 ms at p99 for 1 delivery, none lost;"
                        + " 1.3 × the price of the bare socket write, 1 core.");
    }

    @Test
    void a_missed_target_is_said_with_the_figure() {
        assertThat(judged(Runs.withP99(143.0)).headline())
                .isEqualTo("2,000 people read one channel: 143 ms at p99 misses the target of 100 ms (discord)"
                        + " for 1,200,000 deliveries, none lost;"
                        + " 1.3 × the price of the bare socket write, 2 cores.");
    }

    @Test
    void of_two_missed_targets_the_one_missed_by_most_is_said() {
        assertThat(judged(Runs.withP99(640.0)).headline())
                .contains("640 ms at p99 misses the target of 100 ms (discord)");
    }

    @Test
    void a_missed_target_of_another_metric_is_said_as_well() {
        LatencyTarget ours = LatencyTarget.parse("ours:latency.delivery.max_ms:20");

        assertThat(Verdicts.judge(Runs.good(), List.of(LatencyTarget.DISCORD, ours), FINE)
                        .headline())
                .isEqualTo("2,000 people read one channel: 9.2 ms at p99 for 1,200,000 deliveries,"
                        + " but max of 21 ms misses the target of 20 ms (ours), none lost;"
                        + " 1.3 × the price of the bare socket write, 2 cores.");
    }

    @Test
    void a_figure_beside_its_limit_keeps_the_digits_that_tell_them_apart() {
        assertThat(judged(Runs.withP99(99.96)).headline()).contains(": 99.96 ms at p99 for");
        assertThat(judged(Runs.withP99(100.04)).headline()).contains(": 100.04 ms at p99 misses the target of 100 ms");
    }

    @Test
    void losses_are_said() {
        assertThat(judged(with(draft -> draft.audit(audit(3, 0, 0)))).headline())
                .isEqualTo("2,000 people read one channel: 9.2 ms at p99 for 1,200,000 deliveries, 3 lost;"
                        + " 1.3 × the price of the bare socket write, 2 cores.");
        assertThat(judged(with(draft -> draft.audit(audit(3, 2, 1)))).headline())
                .contains("deliveries, 3 lost, 2 repeated, 1 damaged;");
        assertThat(judged(with(draft -> draft.audit(audit(0, 2, 0)))).headline())
                .contains("deliveries, none lost but 2 repeated;");
    }

    @Test
    void a_cost_that_is_unknown_is_called_unknown() {
        assertThat(judged(with(draft -> draft.cost(null))).headline())
                .isEqualTo("2,000 people read one channel: 9.2 ms at p99 for 1,200,000 deliveries, none lost;"
                        + " cost unknown, 2 cores.");
    }

    @Test
    void no_verdict_says_why() {
        RunRecord late = with(draft ->
                draft.load(new Load.Draft().generatorLag(new Lag(64.0, 90.0)).build()));

        assertThat(judged(late).headline())
                .isEqualTo("No verdict on hot-channel: the load generator was late by 64 ms at p99 (limit 10 ms),"
                        + " so its delay is in every figure.");
        assertThat(judge(Runs.good(), FINE.withInterrupted(true)).headline())
                .isEqualTo("No verdict on hot-channel: interrupted before the end.");
    }

    @Test
    void a_dead_server_is_the_news() {
        RunRecord record = with(draft -> draft.audit(new Audit(1_000, 400, 600, 0, 0, 0, 0, 0, 0, 0)));

        assertThat(judge(record, FINE.withServerDied("the server died 12 s into the run"))
                        .headline())
                .isEqualTo("2,000 people read one channel: the server died 12 s into the run,"
                        + " after 400 deliveries; 600 lost.");
    }

    @Test
    void nothing_delivered_is_the_news() {
        RunRecord record = with(draft -> draft.audit(new Audit(1_000, 0, 1_000, 0, 0, 0, 0, 0, 0, 0)));

        assertThat(judged(record).headline()).isEqualTo("2,000 people read one channel: nothing was delivered.");
    }

    @Test
    void a_crash_that_lost_nothing() {
        assertThat(crash(new CrashFigures(10_000, 9_812, 9_812, 0, 31, 900.0)).headline())
                .isEqualTo("Killed in the middle of 10,000 sends: 9,812 had been acknowledged,"
                        + " 9,812 were there after the restart.");
    }

    @Test
    void a_crash_with_one_of_everything() {
        assertThat(crash(new CrashFigures(1, 1, 1, 0, 0, null)).headline())
                .isEqualTo("Killed in the middle of 1 send: 1 had been acknowledged, 1 was there after the restart.");
    }

    @Test
    void a_crash_that_lost_and_doubled_says_both() {
        RunRecord judged = crash(new CrashFigures(10_000, 9_812, 9_810, 1, 0, null));

        assertThat(judged.headline())
                .isEqualTo("Killed in the middle of 10,000 sends: 9,812 had been acknowledged,"
                        + " 9,810 were there after the restart: 2 lost, 1 there twice.");
        assertThat(ExitStatus.of(judged)).isEqualTo(ExitStatus.MISSED);
    }
}
