package io.guildstorm.reports.target;

import static io.guildstorm.reports.record.Reason.Code.NOTHING_DELIVERED;
import static io.guildstorm.reports.record.Reason.Code.SERVER_DIED;
import static io.guildstorm.reports.record.Reason.Code.SERVER_REFUSED;
import static io.guildstorm.reports.record.Reason.Code.TARGET_MISSED;
import static io.guildstorm.reports.record.Reason.Code.TARGET_NOT_MEASURED;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.TargetResult;
import io.guildstorm.reports.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// The verdict on a run. What the system under test did wrong for certain (it died, refused, delivered nothing, or the
/// audit is not clean) fails it whatever the instrument did; then an instrument that could not do its job makes it
/// invalid; then a missed target fails it.
public final class Verdicts {
    private final RunRecord record;
    private final List<LatencyTarget> targets;
    private final Observations seen;

    private Verdicts(RunRecord record, List<LatencyTarget> targets, Observations seen) {
        this.record = record;
        this.targets = targets;
        this.seen = seen;
    }

    /// The record with `targets`, `verdict`, `reasons` and `headline`; of one that was cut short, what its audit misses
    /// becomes `in_flight`.
    public static RunRecord judge(RunRecord measured, List<LatencyTarget> targets, Observations seen) {
        RunRecord record = measured;
        if (seen.cutShort()) {
            record = record.draft()
                    .audit(interrupted(record.audit()))
                    .auditInProcess(interrupted(record.auditInProcess()))
                    .build();
        }
        return new Verdicts(record, targets, seen).judged();
    }

    /// How late load generator and receivers may be at p99.
    /// @param limitsMs of the targets
    public static double lateLimitMs(DoubleStream limitsMs) {
        return Instrument.lateLimitMs(limitsMs);
    }

    private static @Nullable Audit interrupted(@Nullable Audit audit) {
        return audit == null ? null : audit.interrupted();
    }

    private RunRecord judged() {
        Instrument instrument = new Instrument(record, targets, seen);
        List<Reason> faults = faults();
        List<Reason> unfit = instrument.failures();
        boolean fit = unfit.isEmpty();
        List<TargetResult> results =
                targets.stream().map(target -> target.result(record, fit)).toList();
        List<Reason> missed = fit ? missed(results) : List.of();
        List<Reason> unknown = fit && faults.isEmpty() ? unmeasured(results) : List.of();

        List<Reason> reasons = new ArrayList<>(faults);
        reasons.addAll(unfit);
        reasons.addAll(missed);
        reasons.addAll(unknown);
        reasons.addAll(instrument.marks());
        Verdict verdict;
        if (!faults.isEmpty()) verdict = Verdict.FAIL;
        else if (!fit) verdict = Verdict.INVALID;
        else if (!missed.isEmpty()) verdict = Verdict.FAIL;
        else verdict = unknown.isEmpty() ? Verdict.PASS : Verdict.INVALID;
        RunRecord judged = record.draft()
                .targets(results)
                .verdict(verdict)
                .reasons(reasons)
                .build();
        return judged.draft().headline(Headlines.of(judged)).build();
    }

    /// What fails the run whatever the instrument did.
    private List<Reason> faults() {
        List<Reason> faults = new ArrayList<>();
        if (seen.serverDied() != null) faults.add(new Reason(SERVER_DIED, null, seen.serverDied(), null));
        if (seen.serverRefused() != null) faults.add(new Reason(SERVER_REFUSED, null, seen.serverRefused(), null));
        if (seen.ruleBroken() != null) faults.add(seen.ruleBroken());
        Audit audit = record.audit();
        if (audit != null && audit.delivered() == 0 && !seen.cutShort()) {
            faults.add(new Reason(NOTHING_DELIVERED, "audit.delivered", "nothing was delivered to anybody", null));
        }
        audit("audit", audit, faults);
        audit("audit_in_process", record.auditInProcess(), faults);
        return faults;
    }

    private void audit(String block, @Nullable Audit audit, List<Reason> faults) {
        if (audit == null) return;
        for (AuditRule rule : AuditRule.values()) {
            if (rule.broken(audit) == 0) continue;
            Reason.Evidence evidence =
                    seen.witnesses().isEmpty() ? null : new Reason.Evidence(null, null, null, seen.witnesses());
            String metric = rule.metric().replaceFirst("^audit", block);
            faults.add(new Reason(rule.code(), metric, rule.finding(audit), evidence));
        }
    }

    private List<Reason> missed(List<TargetResult> results) {
        List<Reason> missed = new ArrayList<>();
        for (TargetResult result : results) {
            Double actual = result.actual();
            if (actual == null || !Boolean.FALSE.equals(result.met())) continue;
            String text = "%s %s, target %s (%s): missed by %s"
                    .formatted(
                            LatencyMetric.of(result.metric()).label(),
                            Figures.ms(actual, result.limit()),
                            Figures.ms(result.limit()),
                            result.name(),
                            Figures.percent(LatencyTarget.excess(result, actual)));
            missed.add(new Reason(TARGET_MISSED, result.metric(), text, causes(result)));
        }
        return missed;
    }

    /// The series tells delivery's p99 second by second, and nothing of other metrics.
    private Reason.@Nullable Evidence causes(TargetResult result) {
        return result.metric().equals(LatencyMetric.DELIVERY_P99.path())
                ? Causes.of(record, result.limit(), seen.series())
                : null;
    }

    private static List<Reason> unmeasured(List<TargetResult> results) {
        return results.stream()
                .filter(result -> result.actual() == null)
                .map(result -> new Reason(
                        TARGET_NOT_MEASURED,
                        result.metric(),
                        "%s is unknown: too few values for it, or none".formatted(result.metric()),
                        null))
                .toList();
    }
}
