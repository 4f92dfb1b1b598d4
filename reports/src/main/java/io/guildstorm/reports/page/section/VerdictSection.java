package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.page.html.Words;
import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Disturbance;
import io.guildstorm.reports.record.Effect;
import io.guildstorm.reports.record.Interval;
import io.guildstorm.reports.record.Lag;
import io.guildstorm.reports.record.Load;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.TargetResult;
import io.guildstorm.reports.target.PhoneFigures;
import io.guildstorm.reports.target.PresenceFigures;
import io.guildstorm.reports.target.Verdicts;
import io.guildstorm.reports.target.VisibleFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Was it fast enough, was anything lost, and can the instrument be believed.
final class VerdictSection implements Section {
    @Override
    public String id() {
        return "verdict";
    }

    @Override
    public String title() {
        return "Did it hold?";
    }

    @Override
    public Html body(RunData run) {
        RunRecord record = run.record();
        return Html.of(
                """
                <div class="cards">
                <section class="card" id="targets" aria-label="Targets"><h3>Targets</h3>{}</section>
                <section class="card" id="audit" aria-label="Audit"><h3>Audit</h3>{}</section>
                <section class="card" id="instrument" aria-label="Instrument"><h3>Instrument</h3>{}</section>
                </div>
                {}{}""",
                targets(record),
                audits(record),
                instrument(record),
                SidesTable.of(record),
                effects(record.effects()));
    }

    private static Html targets(RunRecord record) {
        if (record.targets().isEmpty()) return ChartFigure.missing("No target was judged.");
        List<Html> all = new ArrayList<>();
        int index = 0;
        for (TargetResult target : record.targets()) all.add(target(target, repeats(record, target), index++));
        return Html.of("{}", all);
    }

    /// Where its figure would lie in other runs, as far as that is known.
    private static String repeats(RunRecord record, TargetResult target) {
        var delivery = record.latency().delivery();
        if (delivery == null || delivery.p99CiMs() == null || !target.metric().equals("latency.delivery.p99_ms"))
            return "";
        return ", 95 of 100 repeats from " + Units.millis(delivery.p99CiMs().low()) + " to "
                + Units.millis(delivery.p99CiMs().high());
    }

    private static Html target(TargetResult target, String repeats, int index) {
        Boolean met = target.met();
        String mark = met == null ? "open" : met ? "good" : "bad";
        return Html.of(
                """
                <div class="target {}" id="target-{}"><p class="big">{} <small>of {}</small></p>
                <p><strong>{}</strong> {}{}</p><p class="note">{}{}</p></div>
                """,
                mark,
                index,
                value(target.metric(), target.actual()),
                value(target.metric(), target.limit()),
                target.name(),
                margin(target),
                repeats,
                target.metric(),
                target.source() == null ? "" : " · " + target.source());
    }

    private static Html value(String metric, @Nullable Double value) {
        if (metric.endsWith("_ms")) return Say.millis(value);
        return value == null ? Say.unknown() : Html.text(Units.digits(value, 4));
    }

    /// By how much.
    static String margin(TargetResult target) {
        Double actual = target.actual();
        Boolean met = target.met();
        if (actual == null || met == null) return "not judged";
        double part = actual / target.limit();
        if (!met) return "missed: " + Units.percent(part - 1) + " over the limit";
        return "met: it used " + Units.percent(part) + " of the limit";
    }

    private static Html audits(RunRecord record) {
        PresenceFigures presence = PresenceFigures.of(record.experiment());
        if (presence != null) return PresenceSection.views(presence.sides());
        PhoneFigures phone = PhoneFigures.of(record.experiment());
        if (phone != null) return PhoneSection.views(phone);
        VisibleFigures visible = VisibleFigures.of(record.experiment());
        if (visible != null)
            return PresenceSection.views(
                    visible.points().stream().map(VisibleFigures.Point::side).toList());
        Audit audit = record.audit();
        Html real = audit == null
                ? ChartFigure.missing("Nobody checked the deliveries, so nothing is known about losses.")
                : audit(audit, "audit");
        Audit inProcess = record.auditInProcess();
        if (inProcess == null) return real;
        return Html.of(
                "{}<h4>{}</h4>{}",
                real,
                Words.IN_PROCESS.as("In-process sessions"),
                audit(inProcess, "audit_in_process"));
    }

    private static Html audit(Audit audit, String path) {
        boolean all = audit.clean() && audit.delivered() == audit.expected();
        String words = all
                ? "every delivery that was due, those of warm-up and ramp too, arrived once, in order, intact"
                : audit.clean() ? "nothing lost, but not everything had arrived" : "not clean";
        FactTable table = new FactTable("What the receivers counted");
        String[] names = {"lost", "duplicated", "reordered", "corrupted", "stale", "after_delete", "leaked", "in_flight"
        };
        String[] say = {
            "lost",
            "repeated",
            "out of order",
            "damaged",
            "edits never seen",
            "after their delete",
            "shown without permission",
            "still on the way"
        };
        long[] counts = {
            audit.lost(),
            audit.duplicated(),
            audit.reordered(),
            audit.corrupted(),
            audit.stale(),
            audit.afterDelete(),
            audit.leaked(),
            audit.inFlight()
        };
        for (int i = 0; i < names.length; i++) table.row(path + "." + names[i], say[i], Say.count(counts[i]));
        return Html.of(
                """
                <div class="target {}"><p class="big" id="{}.delivered">{} <small id="{}.expected">of {} due</small></p>
                <p>{}</p></div>{}""",
                audit.clean() ? "good" : "bad",
                path,
                Say.count(audit.delivered()),
                path,
                Say.count(audit.expected()),
                words,
                table.html());
    }

    private static Html instrument(RunRecord record) {
        Load load = record.load();
        Disturbance disturbance = record.disturbance();
        Disturbance machine = disturbance == null ? Disturbance.unknown() : disturbance;
        Lag generator = load == null ? Lag.UNKNOWN : load.generatorLag();
        Lag swarm = load == null ? Lag.UNKNOWN : load.instrumentLag();
        Lag readWait = load == null ? Lag.UNKNOWN : load.readWait();
        FactTable table = new FactTable("Could the instrument do its job? " + ability(record))
                .row(
                        "load.generator_lag.p99_ms",
                        Html.of("{} p99", Words.LAG.html()),
                        within(generator.p99Ms(), record))
                .row("load.generator_lag.max_ms", "its largest", Say.millis(generator.maxMs()))
                .row(
                        "load.instrument_lag.p99_ms",
                        Html.of("{}, p99", Words.RECEIVER_LAG.html()),
                        within(swarm.p99Ms(), record))
                .row("load.read_wait.p99_ms", Html.of("{}, p99", Words.READ_WAIT.html()), Say.millis(readWait.p99Ms()))
                .row(
                        "disturbance.hiccup_max_ms",
                        Html.of("{} max", Words.HICCUP.html()),
                        Say.millis(machine.hiccupMaxMs()))
                .row("disturbance.steal_share", Words.STEAL.html(), Say.share(machine.stealShare()))
                .row(
                        "disturbance.foreign_cpu_share",
                        "CPU of other programs, of all cores",
                        Say.share(machine.foreignCpuShare()))
                .row("disturbance.throttled", "throttled", Say.yesNo(machine.throttled()))
                .row("machine.clock", "clock", clock(record.machine()));
        Html sends = load == null || load.intended() == null
                ? Html.NONE
                : Html.of(
                        "<p id=\"load.acknowledged\">{} of {} intended sends were begun, {} acknowledged.</p>",
                        Say.count(load.started()),
                        Say.count(load.intended()),
                        Say.count(load.acknowledged()));
        return Html.of("{}{}", sends, table.html());
    }

    private static String ability(RunRecord record) {
        if (record.verdict() == null) return "Not judged.";
        boolean able = Arrays.stream(Reason.Code.values())
                .filter(Reason.Code::invalidates)
                .noneMatch(code -> record.reasons().stream().anyMatch(reason -> reason.is(code)));
        if (!able) return "No: the reasons stand above.";
        return record.targets().isEmpty() ? "For what was counted, yes; no time was judged." : "Yes.";
    }

    /// Being late spoils times alone: where none is judged, there is no limit.
    private static Html within(@Nullable Double ms, RunRecord record) {
        if (ms == null) return Say.unknown();
        if (record.targets().isEmpty()) return Html.of("{} (no limit)", Say.millis(ms));
        double limitMs = Verdicts.lateLimitMs(record.targets().stream().mapToDouble(TargetResult::limit));
        return Html.of("{} (limit {})", Say.millis(ms), Say.millis(limitMs));
    }

    private static Html clock(@Nullable Machine machine) {
        if (machine == null || machine.clock() == null) return Say.unknown();
        return Html.of("{}", machine.clock().source());
    }

    private static Html effects(@Nullable List<Effect> effects) {
        if (effects == null || effects.isEmpty()) return Html.NONE;
        FactTable table = new FactTable(
                "The sides compared, from paired rounds",
                "metric",
                "first",
                "second",
                "ratio",
                "95 %",
                "rounds",
                "outcome");
        int index = 0;
        for (Effect effect : effects) {
            table.row(
                    "effect-" + index++,
                    effect.metric(),
                    value(effect.metric(), effect.a()),
                    value(effect.metric(), effect.b()),
                    Say.times(effect.ratio()),
                    interval(effect.ci()),
                    Say.count(effect.rounds()),
                    Say.text(effect.outcome()));
        }
        return Html.of("<h3 id=\"effects\">The difference</h3>{}", table.html());
    }

    private static Html interval(@Nullable Interval interval) {
        if (interval == null) return Say.unknown();
        return Html.text(Units.digits(interval.low(), 3) + " to " + Units.digits(interval.high(), 3));
    }
}
