package io.guildstorm.reports.target;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.TargetResult;
import io.guildstorm.reports.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one sentence of a run, made once, used word for word by terminal, report, summary, JUnit and card. It says what
/// went wrong before it says what went well.
public final class Headlines {
    private final RunRecord record;

    private Headlines(RunRecord record) {
        this.record = record;
    }

    /// The sentence of a judged record.
    public static String of(RunRecord record) {
        return new Headlines(record).sentence();
    }

    private String sentence() {
        if (record.verdict() == Verdict.INVALID && !record.reasons().isEmpty()) {
            return "No verdict on %s: %s."
                    .formatted(record.scenario(), record.reasons().getFirst().text());
        }
        Optional<String> died = text(Reason.Code.SERVER_DIED);
        if (died.isPresent()) return diedUnder(died.get());
        CrashFigures crash = CrashFigures.of(record.experiment());
        if (crash != null) return crash(crash);
        RevokeFigures revoke = RevokeFigures.of(record.experiment());
        if (revoke != null) return revoke.sentence();
        SlowFigures slow = SlowFigures.of(record.experiment());
        if (slow != null) return slow.sentence();
        StormFigures storm = StormFigures.of(record.experiment());
        if (storm != null) return storm.sentence();
        PresenceFigures presence = PresenceFigures.of(record.experiment());
        if (presence != null) return presence.sentence();
        PhoneFigures phone = PhoneFigures.of(record.experiment());
        if (phone != null) return phone.sentence();
        VisibleFigures visible = VisibleFigures.of(record.experiment());
        if (visible != null) return visible.sentence();
        FloodFigures flood = FloodFigures.of(record.experiment());
        if (flood != null) return flood.sentence();
        TypingFigures typing = TypingFigures.of(record.experiment());
        if (typing != null) return typing.sentence();
        GuildFigures guild = GuildFigures.of(record.experiment());
        if (guild != null) return guild.sentence(record.scenario());
        SweepFigures sweep = SweepFigures.of(record.experiment());
        if (sweep != null) return sweep.sentence();
        Optional<String> refused = text(Reason.Code.SERVER_REFUSED);
        if (refused.isPresent()) return "%s: %s.".formatted(audience(), refused.get());
        if (text(Reason.Code.NOTHING_DELIVERED).isPresent()) return audience() + ": nothing was delivered.";
        return "%s: %s; %s.".formatted(audience(), speed() + ", " + faults(), price());
    }

    private Optional<String> text(Reason.Code code) {
        return record.reasons().stream()
                .filter(reason -> reason.is(code))
                .map(Reason::text)
                .findFirst();
    }

    /// `2,000 people read one channel`
    private String audience() {
        long people = people();
        if (!record.scenario().equals("hot-channel")) {
            return "%s, %s".formatted(record.scenario(), Figures.count(people, "session", "sessions"));
        }
        return people == 1 ? "1 person reads one channel" : Figures.count(people) + " people read one channel";
    }

    private long people() {
        if (record.sessions() != null)
            return record.sessions().real() + record.sessions().inProcess();
        Long online = record.guild() == null ? null : record.guild().online();
        return online == null ? 0 : online;
    }

    private String speed() {
        Quantiles delivery = record.latency().delivery();
        long deliveries = delivery == null ? 0 : delivery.count();
        String of = " for " + Figures.count(deliveries, "delivery", "deliveries");
        if (delivery == null || delivery.p99Ms() == null) return "too few for a p99," + of.substring(4);
        TargetResult missed = missed();
        if (missed == null || missed.actual() == null) return p99(delivery.p99Ms()) + of;
        if (missed.metric().equals(LatencyMetric.DELIVERY_P99.path())) {
            return "%s at p99 misses the target of %s (%s)%s"
                    .formatted(
                            Figures.ms(missed.actual(), missed.limit()), Figures.ms(missed.limit()), missed.name(), of);
        }
        return "%s%s, but %s of %s misses the target of %s (%s)"
                .formatted(
                        p99(delivery.p99Ms()),
                        of,
                        LatencyMetric.of(missed.metric()).label(),
                        Figures.ms(missed.actual(), missed.limit()),
                        Figures.ms(missed.limit()),
                        missed.name());
    }

    /// `9.2 ms at p99`, with the digits that tell it from the nearest limit.
    private String p99(double ms) {
        double limit = record.targets().stream()
                .mapToDouble(TargetResult::limit)
                .filter(one -> one > ms)
                .min()
                .orElse(Double.MAX_VALUE);
        return Figures.ms(ms, limit) + " at p99";
    }

    /// The target missed by most.
    private @Nullable TargetResult missed() {
        TargetResult worst = null;
        double most = Double.NEGATIVE_INFINITY;
        for (TargetResult result : record.targets()) {
            double excess = LatencyTarget.excess(result, result.actual());
            if (Boolean.FALSE.equals(result.met()) && excess > most) {
                most = excess;
                worst = result;
            }
        }
        return worst;
    }

    /// `none lost`; `3 lost, 1 repeated`
    private String faults() {
        Audit audit = record.audit();
        if (audit == null) return "not audited";
        Audit all = record.auditInProcess() == null ? audit : audit.plus(record.auditInProcess());
        List<String> faults = new ArrayList<>();
        for (AuditRule rule : AuditRule.values()) {
            if (rule.broken(all) > 0) faults.add(Figures.count(rule.broken(all)) + " " + rule.word());
        }
        if (all.inFlight() > 0) faults.add(Figures.count(all.inFlight()) + " in flight");
        if (faults.isEmpty()) return "none lost";
        return (all.lost() == 0 ? "none lost but " : "") + String.join(", ", faults);
    }

    /// `1.3 × the price of the bare socket write, 2 cores`
    private String price() {
        Double ratio = record.cost() == null ? null : record.cost().relativeToBareSend();
        Integer cores = record.machine() == null ? null : record.machine().cores();
        String on = cores == null ? "" : Figures.count(cores, "core", "cores");
        if (ratio == null) return on.isEmpty() ? "cost unknown" : "cost unknown, " + on;
        return Figures.times(ratio) + " the price of the bare socket write" + (on.isEmpty() ? "" : ", " + on);
    }

    private String diedUnder(String how) {
        Audit audit = record.audit();
        if (audit == null) return "%s: %s.".formatted(audience(), how);
        return "%s: %s, after %s; %s."
                .formatted(audience(), how, Figures.count(audit.delivered(), "delivery", "deliveries"), faults());
    }

    private static String crash(CrashFigures crash) {
        String sentence = "Killed in the middle of %s: %s acknowledged, %s there after the restart"
                .formatted(
                        Figures.count(crash.sends(), "send", "sends"),
                        Figures.count(crash.acknowledged(), "had been", "had been"),
                        Figures.count(crash.found(), "was", "were"));
        List<String> faults = new ArrayList<>();
        if (crash.lost() > 0) faults.add(Figures.count(crash.lost()) + " lost");
        if (crash.twice() > 0) faults.add(Figures.count(crash.twice()) + " there twice");
        return sentence + (faults.isEmpty() ? "." : ": " + String.join(", ", faults) + ".");
    }
}
