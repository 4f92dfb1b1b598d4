package io.guildstorm.reports.outcome;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Cost;
import io.guildstorm.reports.record.Guild;
import io.guildstorm.reports.record.Headroom;
import io.guildstorm.reports.record.Interval;
import io.guildstorm.reports.record.Load;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.TargetResult;
import io.guildstorm.reports.record.Verdict;
import io.guildstorm.reports.target.CrashFigures;
import io.guildstorm.reports.target.Figures;
import io.guildstorm.reports.target.FloodFigures;
import io.guildstorm.reports.target.GuildFigures;
import io.guildstorm.reports.target.LatencyMetric;
import io.guildstorm.reports.target.LatencyTarget;
import io.guildstorm.reports.target.PhoneFigures;
import io.guildstorm.reports.target.PresenceFigures;
import io.guildstorm.reports.target.PresenceInProcess;
import io.guildstorm.reports.target.RevokeFigures;
import io.guildstorm.reports.target.SlowFigures;
import io.guildstorm.reports.target.StormFigures;
import io.guildstorm.reports.target.SweepFigures;
import io.guildstorm.reports.target.TypingFigures;
import io.guildstorm.reports.target.VisibleFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the terminal says about one judged run at its end: verdict, figures, audit, cost, room; of a failure what, how
/// sure, when, why and what to try; of an invalid run why nothing was judged.
final class ResultBlock {
    private static final int INDENT = 7;
    private static final int BEHIND_KEY = 14;
    private static final int BEHIND_NAME = 23;
    private static final int EXAMPLES = 2;

    private final RunRecord record;
    private final Lines lines = new Lines();

    private ResultBlock(RunRecord record) {
        this.record = record;
    }

    /// Lines of at most 80 columns, the verdict's word first.
    static List<String> of(RunRecord record) {
        ResultBlock block = new ResultBlock(record);
        switch (verdict(record)) {
            case PASS -> block.passed();
            case FAIL -> block.failed();
            case INVALID -> block.invalid();
        }
        return block.lines.all();
    }

    static Verdict verdict(RunRecord record) {
        return record.verdict() == null ? Verdict.INVALID : record.verdict();
    }

    private void passed() {
        lines.add(head(), load(), BEHIND_KEY);
        record.targets().forEach(this::target);
        sides();
        audit();
        cost();
        room();
        marks();
    }

    private void failed() {
        List<Reason> faults = record.reasons().stream()
                .filter(reason -> !isMark(reason) && !reason.is(Reason.Code.GENERATOR_LATE))
                .toList();
        lines.add(head(), faults.isEmpty() ? "failed" : sentence(faults.getFirst()), INDENT);
        faults.stream().skip(1).forEach(reason -> lines.add(key(""), sentence(reason), INDENT));
        faults.stream()
                .map(Reason::evidence)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresentOrElse(this::evidence, () -> unexplained(faults));
        record.targets().stream()
                .filter(target -> !Boolean.FALSE.equals(target.met()))
                .forEach(this::target);
        sides();
        audit();
        marks();
    }

    private void invalid() {
        List<Reason> reasons =
                record.reasons().stream().filter(reason -> !isMark(reason)).toList();
        lines.add(
                head(),
                "no verdict: "
                        + (reasons.isEmpty() ? "not judged" : reasons.getFirst().text()) + ".",
                INDENT);
        if (!reasons.isEmpty()) said(reasons.getFirst());
        reasons.stream().skip(1).forEach(reason -> lines.add(key(""), "also: " + reason.text() + ".", INDENT));
        marks();
        if (reasons.stream()
                .noneMatch(reason -> reason.is(Reason.Code.INTERRUPTED)
                        || reason.is(Reason.Code.INSTRUMENT_FAILED)
                        || reason.is(Reason.Code.PARTIAL))) {
            lines.add(key("try"), "fewer --sessions, a quieter machine, or guildstorm doctor", BEHIND_KEY);
        }
    }

    /// The last words of what failed.
    private void said(Reason reason) {
        if (!reason.is(Reason.Code.INSTRUMENT_FAILED) || reason.evidence() == null) return;
        List<String> words = reason.evidence().examples();
        words.subList(Math.max(0, words.size() - EXAMPLES), words.size())
                .forEach(line -> lines.add(key("said"), line, BEHIND_KEY));
    }

    private String head() {
        String word = " " + verdict(record).name() + " ";
        String name = " ".repeat(Math.max(0, INDENT - word.length())) + record.scenario() + " ";
        return word + name + " ".repeat(Math.max(0, BEHIND_NAME - word.length() - name.length()));
    }

    private static String key(String key) {
        return " ".repeat(INDENT) + (key.isEmpty() ? "" : key + " ".repeat(BEHIND_KEY - INDENT - key.length()));
    }

    private String load() {
        List<String> parts = new ArrayList<>();
        CrashFigures crash = CrashFigures.of(record.experiment());
        if (crash != null) return "killed in the middle of " + Figures.count(crash.sends(), "send", "sends");
        RevokeFigures revoke = RevokeFigures.of(record.experiment());
        if (revoke != null) return revoke.load();
        SlowFigures slow = SlowFigures.of(record.experiment());
        if (slow != null) return slow.load();
        StormFigures storm = StormFigures.of(record.experiment());
        if (storm != null) return storm.load();
        PresenceFigures presence = PresenceFigures.of(record.experiment());
        if (presence != null) return presence.load();
        VisibleFigures visible = VisibleFigures.of(record.experiment());
        if (visible != null) return visible.load();
        PhoneFigures phone = PhoneFigures.of(record.experiment());
        if (phone != null) return phone.load();
        FloodFigures flood = FloodFigures.of(record.experiment());
        if (flood != null) return flood.load();
        TypingFigures typing = TypingFigures.of(record.experiment());
        if (typing != null) return typing.load();
        GuildFigures large = GuildFigures.of(record.experiment());
        if (large != null) return large.load();
        SweepFigures sweep = SweepFigures.of(record.experiment());
        if (sweep != null) return sweep.load();
        Load load = record.load();
        Guild guild = record.guild();
        String rate = load == null || load.ratePerS() == null ? "" : Figures.digits(load.ratePerS()) + " msg/s";
        String online = guild == null || guild.online() == null ? "" : Figures.count(guild.online()) + " online";
        if (!rate.isEmpty() && !online.isEmpty()) parts.add(rate + " to " + online);
        else if (!(rate + online).isEmpty()) parts.add(rate + online);
        Quantiles delivery = record.latency().delivery();
        if (delivery != null) parts.add(Figures.count(delivery.count(), "delivery", "deliveries"));
        return String.join(" · ", parts);
    }

    private void target(TargetResult target) {
        String word = target.met() == null ? "not judged" : target.met() ? "met" : "missed";
        lines.add(key(""), figure(target), INDENT, word);
    }

    /// `p99 9.2 ms (95 %: 8.7–9.9) · target 100 ms (discord)`
    private String figure(TargetResult target) {
        String label = LatencyMetric.of(target.metric()).label();
        String actual = target.actual() == null ? "unknown" : Figures.ms(target.actual(), target.limit());
        return "%s %s%s · target %s (%s)"
                .formatted(label, actual, interval(target), Figures.ms(target.limit()), target.name());
    }

    private String interval(TargetResult target) {
        Quantiles delivery = record.latency().delivery();
        if (delivery == null || !target.metric().equals(LatencyMetric.DELIVERY_P99.path())) return "";
        Interval ci = delivery.p99CiMs();
        return ci == null ? "" : " (95 %%: %s–%s)".formatted(Figures.digits(ci.low()), Figures.digits(ci.high()));
    }

    /// A missed target with its interval, everything else as the reason has it.
    private String sentence(Reason reason) {
        if (!reason.is(Reason.Code.TARGET_MISSED)) return reason.text();
        return record.targets().stream()
                .filter(target ->
                        Boolean.FALSE.equals(target.met()) && reason.text().contains("(" + target.name() + ")"))
                .filter(target -> target.metric().equals(reason.metric()))
                .findFirst()
                .map(target ->
                        figure(target) + " missed by " + Figures.percent(LatencyTarget.excess(target, target.actual())))
                .orElse(reason.text());
    }

    private void evidence(Reason.Evidence evidence) {
        evidence.examples().stream().limit(EXAMPLES).forEach(example -> lines.add(key("e.g."), example, BEHIND_KEY));
        if (evidence.when() == null) return;
        lines.add(key("when"), evidence.when(), BEHIND_KEY);
        lines.add(key("why"), evidence.why() == null ? "not found: see the timeline" : evidence.why(), BEHIND_KEY);
        if (evidence.attempt() != null) lines.add(key("try"), evidence.attempt(), BEHIND_KEY);
    }

    private void unexplained(List<Reason> faults) {
        if (faults.stream().anyMatch(reason -> reason.is(Reason.Code.TARGET_MISSED))) {
            lines.add(key("why"), "not found: see the timeline", BEHIND_KEY);
        }
    }

    private void sides() {
        RevokeFigures revoke = RevokeFigures.of(record.experiment());
        if (revoke != null) revoke.sides().forEach(side -> side(side.name(), RevokeFigures.words(side)));
        SlowFigures slow = SlowFigures.of(record.experiment());
        if (slow != null) slow.sides().forEach(side -> side(side.name(), SlowFigures.words(side)));
        StormFigures storm = StormFigures.of(record.experiment());
        if (storm != null) storm.sides().forEach(side -> side(side.name(), storm.words(side)));
        PresenceFigures presence = PresenceFigures.of(record.experiment());
        if (presence != null) presence.lines().forEach((key, words) -> lines.add(key(key), words, BEHIND_KEY));
        PresenceInProcess inProcess = PresenceInProcess.of(record.experiment());
        if (inProcess != null) lines.add(key("crowd"), inProcess.line(), BEHIND_KEY);
        VisibleFigures visible = VisibleFigures.of(record.experiment());
        if (visible != null) visible.lines().forEach(this::side);
        PhoneFigures phone = PhoneFigures.of(record.experiment());
        if (phone != null) phone.lines().forEach(this::side);
        FloodFigures flood = FloodFigures.of(record.experiment());
        if (flood != null) flood.sides().forEach(side -> side(side.name(), FloodFigures.words(side)));
        TypingFigures typing = TypingFigures.of(record.experiment());
        if (typing != null) typing.sides().forEach(side -> side(side.name(), TypingFigures.words(side)));
        GuildFigures large = GuildFigures.of(record.experiment());
        if (large != null)
            large.sides().forEach(side -> side(side.name(), GuildFigures.words(record.scenario(), side)));
        SweepFigures sweep = SweepFigures.of(record.experiment());
        if (sweep != null) sweep.designs().forEach(design -> side(design, sweep.words(design)));
    }

    private void side(String name, String words) {
        String key = " ".repeat(INDENT) + name;
        lines.add(key + " ".repeat(Math.max(1, BEHIND_NAME - key.length())), words, BEHIND_NAME);
    }

    private void audit() {
        Audit audit = record.audit();
        if (audit == null) return;
        lines.add(key("audit"), Phrases.audit(audit), BEHIND_KEY, audit.clean() ? "clean" : "not clean");
        Audit inProcess = record.auditInProcess();
        if (inProcess == null) return;
        String words = Phrases.audit(inProcess) + " (in-process)";
        lines.add(key(""), words, BEHIND_KEY, inProcess.clean() ? "clean" : "not clean");
    }

    private void cost() {
        Cost cost = record.cost();
        if (cost == null || cost.serverCpuUsPerDelivery() == null) return;
        String ratio = cost.relativeToBareSend() == null
                ? ""
                : " = " + Figures.times(cost.relativeToBareSend()) + " the bare socket write";
        lines.add(key("cost"), Figures.digits(cost.serverCpuUsPerDelivery()) + " µs a delivery" + ratio, BEHIND_KEY);
    }

    private void room() {
        Headroom headroom = record.headroom();
        String words = headroom == null ? null : Phrases.room(headroom, cores());
        if (words != null) lines.add(key("room"), words, BEHIND_KEY);
    }

    private @Nullable Integer cores() {
        return record.machine() == null ? null : record.machine().cores();
    }

    private void marks() {
        record.reasons().stream()
                .filter(ResultBlock::isMark)
                .forEach(reason -> lines.add(key("note"), reason.text(), BEHIND_KEY));
    }

    private static boolean isMark(Reason reason) {
        return reason.is(Reason.Code.MACHINE_DISTURBED) || reason.is(Reason.Code.FLOOR_NOISY);
    }
}
