package io.guildstorm.reports.target;

import static io.guildstorm.reports.target.Runs.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Cost;
import io.guildstorm.reports.record.Disturbance;
import io.guildstorm.reports.record.Lag;
import io.guildstorm.reports.record.Load;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.TargetResult;
import io.guildstorm.reports.record.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictsTest {
    private static final Observations FINE = Observations.NONE;
    private static final Observations.Failure FAILED = new Observations.Failure("the disk is full", List.of());
    private static final Audit NOTHING = new Audit(100, 0, 100, 0, 0, 0, 0, 0, 0, 0);

    private static RunRecord load(UnaryOperator<Load.Draft> change) {
        return with(draft -> draft.load(
                change.apply(Objects.requireNonNull(Runs.good().load()).draft()).build()));
    }

    private static RunRecord generatorLate(double p99Ms) {
        return load(draft -> draft.generatorLag(new Lag(p99Ms, p99Ms)));
    }

    private static RunRecord lost(RunRecord record) {
        return record.draft().audit(new Audit(10, 9, 1, 0, 0, 0, 0, 0, 0, 0)).build();
    }

    private static Arguments row(
            String name, RunRecord record, Observations seen, Verdict verdict, ExitStatus exit, String... codes) {
        return arguments(org.junit.jupiter.api.Named.of(name, record), seen, verdict, exit, List.of(codes));
    }

    static Stream<Arguments> table() {
        RunRecord good = Runs.good();
        RunRecord slow = Runs.withP99(143.0);
        Observations died = FINE.withServerDied("the server died");
        return Stream.of(
                row("all well", good, FINE, Verdict.PASS, ExitStatus.MET),
                row("slow", slow, FINE, Verdict.FAIL, ExitStatus.MISSED, "target-missed"),
                row("lost", lost(good), FINE, Verdict.FAIL, ExitStatus.MISSED, "lost"),
                row("lost and slow", lost(slow), FINE, Verdict.FAIL, ExitStatus.MISSED, "lost", "target-missed"),
                row("died", good, died, Verdict.FAIL, ExitStatus.MISSED, "server-died"),
                row("refused", good, FINE.withServerRefused("429"), Verdict.FAIL, ExitStatus.MISSED, "server-refused"),
                row(
                        "nothing delivered",
                        good.draft().audit(NOTHING).build(),
                        FINE,
                        Verdict.FAIL,
                        ExitStatus.MISSED,
                        "nothing-delivered",
                        "lost"),
                row(
                        "late generator",
                        generatorLate(10.1),
                        FINE,
                        Verdict.INVALID,
                        ExitStatus.CANNOT_JUDGE,
                        "generator-late"),
                row("generator just in time", generatorLate(10.0), FINE, Verdict.PASS, ExitStatus.MET),
                row(
                        "starved",
                        load(draft -> draft.started(593L)),
                        FINE,
                        Verdict.INVALID,
                        ExitStatus.CANNOT_JUDGE,
                        "load-starved"),
                row("99 % started", load(draft -> draft.started(594L)), FINE, Verdict.PASS, ExitStatus.MET),
                row(
                        "late swarm",
                        load(draft -> draft.instrumentLag(new Lag(11.0, 12.0))),
                        FINE,
                        Verdict.INVALID,
                        ExitStatus.CANNOT_JUDGE,
                        "load-starved"),
                row(
                        "swarm just in time",
                        load(draft -> draft.instrumentLag(new Lag(10.0, 12.0))),
                        FINE,
                        Verdict.PASS,
                        ExitStatus.MET),
                row(
                        "busy swarm",
                        good,
                        FINE.withBusyMax5s(0.81),
                        Verdict.INVALID,
                        ExitStatus.CANNOT_JUDGE,
                        "load-starved"),
                row("nearly busy swarm", good, FINE.withBusyMax5s(0.8), Verdict.PASS, ExitStatus.MET),
                row(
                        "clock stepped",
                        good,
                        FINE.withClockStepped(true),
                        Verdict.INVALID,
                        ExitStatus.CANNOT_JUDGE,
                        "clock-stepped"),
                row(
                        "no floor",
                        good,
                        FINE.withFloorFailed(true),
                        Verdict.INVALID,
                        ExitStatus.CANNOT_JUDGE,
                        "floor-not-measurable"),
                row(
                        "interrupted",
                        lost(good),
                        FINE.withInterrupted(true),
                        Verdict.INVALID,
                        ExitStatus.INTERRUPTED,
                        "interrupted"),
                row(
                        "interrupted before anything came",
                        good.draft().audit(NOTHING).build(),
                        FINE.withInterrupted(true),
                        Verdict.INVALID,
                        ExitStatus.INTERRUPTED,
                        "interrupted"),
                row(
                        "part of the instrument gave up",
                        lost(good),
                        FINE.withInstrumentFailed(FAILED),
                        Verdict.INVALID,
                        ExitStatus.CANNOT_JUDGE,
                        "instrument-failed"),
                row(
                        "nothing could start",
                        good.draft().audit(NOTHING).build(),
                        FINE.withInstrumentFailed(FAILED),
                        Verdict.INVALID,
                        ExitStatus.CANNOT_JUDGE,
                        "instrument-failed"),
                row(
                        "another run beside",
                        good,
                        FINE.withOtherRuns(List.of("hot-channel (pid 4711)")),
                        Verdict.PASS,
                        ExitStatus.MET,
                        "machine-disturbed"),
                row(
                        "a late generator does not excuse a loss",
                        lost(generatorLate(64)),
                        FINE,
                        Verdict.FAIL,
                        ExitStatus.MISSED,
                        "lost",
                        "generator-late"),
                row(
                        "a dead server starves the load and still fails",
                        load(draft -> draft.started(100L)),
                        died,
                        Verdict.FAIL,
                        ExitStatus.MISSED,
                        "server-died",
                        "load-starved"),
                row(
                        "a late generator is not judged for slowness",
                        slow.draft().load(generatorLate(64).load()).build(),
                        FINE,
                        Verdict.INVALID,
                        ExitStatus.CANNOT_JUDGE,
                        "generator-late"),
                row(
                        "too few for a p99",
                        Runs.withP99(null),
                        FINE,
                        Verdict.INVALID,
                        ExitStatus.CANNOT_JUDGE,
                        "target-not-measured",
                        "target-not-measured"),
                row(
                        "disturbed and fine",
                        with(draft -> draft.disturbance(new Disturbance(0.4, 3.0, 0.06, 0.01, false))),
                        FINE,
                        Verdict.PASS,
                        ExitStatus.MET,
                        "machine-disturbed"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("table")
    void a_run_gets_the_verdict_that_it_deserves(
            RunRecord record, Observations seen, Verdict verdict, ExitStatus exit, List<String> codes) {
        RunRecord judged = Verdicts.judge(record, LatencyTarget.builtIn(), seen);

        assertThat(judged.verdict()).isEqualTo(verdict);
        assertThat(judged.reasons()).extracting(Reason::code).containsExactlyElementsOf(codes);
        assertThat(ExitStatus.of(judged)).isEqualTo(exit);
        assertThat(judged.headline()).isNotBlank();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(new Audit(10, 8, 2, 0, 0, 0, 0, 0, 0, 0), AuditRule.LOST),
                arguments(new Audit(10, 8, 0, 2, 0, 0, 0, 0, 0, 0), AuditRule.DUPLICATED),
                arguments(new Audit(10, 8, 0, 0, 2, 0, 0, 0, 0, 0), AuditRule.REORDERED),
                arguments(new Audit(10, 8, 0, 0, 0, 2, 0, 0, 0, 0), AuditRule.CORRUPTED),
                arguments(new Audit(10, 8, 0, 0, 0, 0, 2, 0, 0, 0), AuditRule.STALE),
                arguments(new Audit(10, 8, 0, 0, 0, 0, 0, 2, 0, 0), AuditRule.AFTER_DELETE),
                arguments(new Audit(10, 8, 0, 0, 0, 0, 0, 0, 2, 0), AuditRule.LEAKED));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void each_rule_of_the_audit_fails_a_run_under_its_own_code(Audit audit, AuditRule rule) {
        RunRecord judged = Runs.judged(with(draft -> draft.audit(audit)));

        assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged.reasons())
                .singleElement()
                .returns(rule.code().word(), Reason::code)
                .returns("2 of 10 deliveries " + rule.word(), Reason::text)
                .returns("audit." + rule.name().toLowerCase(java.util.Locale.ROOT), Reason::metric);
    }

    @Test
    void sessions_without_sockets_are_audited_as_well() {
        RunRecord judged = Runs.judged(with(draft -> draft.auditInProcess(new Audit(5, 5, 0, 1, 0, 0, 0, 0, 0, 0))));

        assertThat(judged.reasons()).extracting(Reason::metric).containsExactly("audit_in_process.duplicated");
    }

    @Test
    void targets_are_met_below_their_limit_and_not_at_it() {
        assertThat(Runs.judged(Runs.withP99(99.999)).verdict()).isEqualTo(Verdict.PASS);
        assertThat(Runs.judged(Runs.withP99(100.0)).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void every_target_has_its_own_result() {
        RunRecord judged = Runs.judged(Runs.withP99(143.0));

        assertThat(judged.targets())
                .containsExactly(
                        new TargetResult(
                                "discord",
                                "latency.delivery.p99_ms",
                                100,
                                143.0,
                                false,
                                "guide: message delivery target"),
                        new TargetResult(
                                "slack",
                                "latency.delivery.p99_ms",
                                500,
                                143.0,
                                true,
                                "guide: message delivery target"));
    }

    @Test
    void an_invalid_run_keeps_its_figures_and_judges_none() {
        RunRecord judged = Verdicts.judge(Runs.withP99(143.0), LatencyTarget.builtIn(), FINE.withClockStepped(true));

        assertThat(judged.targets()).allSatisfy(target -> {
            assertThat(target.actual()).isEqualTo(143.0);
            assertThat(target.met()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({"500, 49.9, PASS", "500, 50.1, INVALID", "20, 9.9, PASS", "20, 10.1, INVALID"})
    void a_generator_may_be_late_by_a_tenth_of_the_tightest_target_and_10_ms_at_least(
            double limitMs, double lateMs, Verdict verdict) {
        LatencyTarget target = new LatencyTarget("ours", LatencyMetric.DELIVERY_P99, limitMs, "test");

        RunRecord judged = Verdicts.judge(generatorLate(lateMs), List.of(target, LatencyTarget.SLACK), FINE);

        assertThat(judged.verdict()).isEqualTo(verdict);
    }

    @Test
    void where_no_time_is_judged_nobody_is_too_late_for_it() {
        Observations busy = FINE.withBusyMax5s(0.99);

        assertThat(Verdicts.judge(generatorLate(900), List.of(), busy).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void what_an_interrupted_run_misses_is_in_flight() {
        RunRecord judged = Verdicts.judge(lost(Runs.good()), LatencyTarget.builtIn(), FINE.withInterrupted(true));

        assertThat(judged.audit()).isEqualTo(new Audit(10, 9, 0, 0, 0, 0, 0, 0, 0, 1));
    }

    @Test
    void a_fault_found_before_an_interruption_still_fails() {
        RunRecord twice = with(draft -> draft.audit(new Audit(10, 9, 1, 1, 0, 0, 0, 0, 0, 0)));

        RunRecord judged = Verdicts.judge(twice, LatencyTarget.builtIn(), FINE.withInterrupted(true));

        assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged.reasons()).extracting(Reason::code).containsExactly("duplicated", "interrupted");
    }

    @Test
    void witnesses_stand_beside_what_the_audit_found() {
        Observations seen = FINE.withWitnesses(List.of("session 12 never got message 417"));

        RunRecord judged = Verdicts.judge(lost(Runs.good()), LatencyTarget.builtIn(), seen);

        Reason.Evidence evidence =
                Objects.requireNonNull(judged.reasons().getFirst().evidence());
        assertThat(evidence.examples()).containsExactly("session 12 never got message 417");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.5 | 0.0  | 0.4  | false | machine-disturbed | other processes used 9.7 % of the CPU time that was used at all",
                "1.6 | 0.0  | 0.4  | false | machine-disturbed | other processes used 10 % of the CPU time that was used at all",
                "0.3 | 0.06 | 0.4  | false | machine-disturbed | the hypervisor took 6 % of the CPU time",
                "0.3 | 0.0  | 10.5 | false | machine-disturbed | idle threads woke late by 10.5 ms at p99",
                "0.3 | 0.0  | 0.4  | true  | machine-disturbed | the control group throttled the run",
            })
    void a_disturbed_machine_is_said_and_not_judged(
            double unattributed, double steal, double hiccup, boolean throttled, String code, String text) {
        RunRecord judged =
                Runs.judged(with(draft -> draft.disturbance(new Disturbance(hiccup, 20.0, steal, 0.01, throttled))
                        .cost(new Cost.Draft()
                                .serverCpuS(6.1)
                                .loadCpuS(7.9)
                                .unattributedCpuS(unattributed)
                                .build())));

        assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
        if (unattributed == 1.5) assertThat(judged.reasons()).isEmpty();
        else {
            assertThat(judged.reasons())
                    .singleElement()
                    .returns(code, Reason::code)
                    .returns(text, Reason::text);
        }
    }

    @Test
    void an_unsteady_floor_is_said_and_not_judged() {
        Machine machine = Objects.requireNonNull(Runs.good().machine())
                .draft()
                .bareSendSpreadUs(0.5)
                .build();

        RunRecord judged = Runs.judged(with(draft -> draft.machine(machine)));

        assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judged.reasons()).extracting(Reason::code).containsExactly("floor-noisy");
    }

    @Test
    void a_missed_target_of_another_metric_is_not_explained_by_deliveries() {
        Observations seen = FINE.withSeries(Runs.series(row -> row, 17));
        LatencyTarget mean = LatencyTarget.parse("ours:latency.delivery.mean_ms:2");

        RunRecord judged = Verdicts.judge(Runs.withP99(143.0), List.of(mean, LatencyTarget.DISCORD), seen);

        assertThat(judged.reasons().get(0).evidence()).isNull();
        assertThat(judged.reasons().get(1).evidence()).isNotNull();
    }

    @Test
    void nothing_known_of_the_instrument_is_no_ground_to_doubt_it() {
        RunRecord bare =
                with(draft -> draft.load(null).machine(null).disturbance(null).cost(null));

        assertThat(Runs.judged(bare).verdict()).isEqualTo(Verdict.PASS);
    }
}
