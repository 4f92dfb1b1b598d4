package io.guildstorm.scenarios.run.sides;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Machine;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.Round;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Side;
import io.guildstorm.reports.record.Verdict;
import io.guildstorm.reports.target.Headlines;
import io.guildstorm.reports.target.Observations;
import io.guildstorm.reports.target.Verdicts;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.RunEnd;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.context.Terms;
import io.guildstorm.scenarios.run.context.ToolVersion;
import io.guildstorm.scenarios.swarm.SwarmEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One record over the rounds of all sides; its own blocks repeat the judged side's.
public final class SidesRecord {
    private final RunContext run;
    private final Terms terms;
    private final List<Design> designs;
    private final List<? extends SideRound<?>> rounds;

    /// @param designs the judged one first
    public SidesRecord(RunContext run, Terms terms, List<Design> designs, List<? extends SideRound<?>> rounds) {
        this.run = run;
        this.terms = terms;
        this.designs = List.copyOf(designs);
        this.rounds = List.copyOf(rounds);
    }

    /// All but the verdict, and what the scenario adds.
    public RunRecord.Draft draft(String scenario, Instant started) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(terms.settings());
        settings.putAll(designs.getFirst().settings());
        RunRecord.Draft draft = RunRecord.of(scenario)
                .started(started)
                .seed(run.request().seed())
                .command(run.request().command())
                .profile(run.request().profile())
                .tool(ToolVersion.of(run.home()))
                .settings(terms.switches().effective(settings))
                .rounds(rounds.stream()
                        .map(round -> new Round(round.design().name(), round.started(), dir(round)))
                        .toList());
        List<Side> sides = new ArrayList<>();
        for (Design design : designs) {
            List<? extends SideRound<?>> own = of(design);
            if (own.isEmpty()) continue;
            Side side = new SideFigures(design, own, run.request().seed()).side();
            sides.add(side);
            if (design.judged()) repeat(draft, own, side);
        }
        return draft.sides(sides)
                .auditInProcess(rounds.stream()
                        .map(round -> round.played().record().auditInProcess())
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .reduce(Audit::plus)
                        .orElse(null));
    }

    private static void repeat(RunRecord.Draft draft, List<? extends SideRound<?>> own, Side side) {
        RunRecord last = own.getLast().played().record();
        Machine machine = last.machine();
        draft.machine(machine)
                .warmupS(last.warmupS())
                .durationS(own.stream()
                        .map(round -> round.played().record().durationS())
                        .filter(Objects::nonNull)
                        .mapToDouble(Objects::requireNonNull)
                        .sum())
                .disturbance(last.disturbance())
                .load(side.load())
                .guild(side.guild())
                .sessions(side.sessions())
                .audit(side.audit())
                .latency(Objects.requireNonNull(side.latency()))
                .cost(side.cost());
    }

    private String dir(SideRound<?> round) {
        return run.folder().path().relativize(round.folder().path()).toString();
    }

    private List<? extends SideRound<?>> of(Design design) {
        return rounds.stream().filter(round -> round.design().equals(design)).toList();
    }

    /// What the verdict is to know.
    public Observations seen(@Nullable StoppedException stopped) {
        Observations seen = Observations.NONE
                .withOtherRuns(run.living().met())
                .withWitnesses(judged().flatMap(round -> round.played().swarm().stream())
                        .flatMap(result -> result.examples().stream())
                        .limit(10)
                        .toList());
        var busy = judged().flatMap(round -> round.played().swarm().stream())
                .mapToDouble(SwarmEvent.Result::busyMax5s)
                .max();
        if (busy.isPresent()) seen = seen.withBusyMax5s(busy.getAsDouble());
        return stopped == null ? seen : stopped.observed(seen);
    }

    private Stream<? extends SideRound<?>> judged() {
        return rounds.stream().filter(round -> round.design().judged());
    }

    /// Judges the record, and writes it with all that is made from it.
    /// @param itsPoint faults that a side that is not judged may have
    /// @return the record as written
    public RunRecord judge(RunRecord measured, Observations seen, List<Reason.Code> itsPoint) throws IOException {
        RunRecord judged = Verdicts.judge(measured, terms.targets(), seen);
        List<Reason> others = otherFaults(itsPoint);
        if (!others.isEmpty()) {
            List<Reason> reasons = new ArrayList<>(others);
            reasons.addAll(judged.reasons());
            judged = judged.draft().verdict(Verdict.FAIL).reasons(reasons).build();
            judged = judged.draft().headline(Headlines.of(judged)).build();
        }
        new RunEnd(run).write(judged);
        StoppedException stopped =
                rounds.isEmpty() ? null : rounds.getLast().played().stopped();
        if (stopped != null) stopped.blameWhatWasTyped();
        return judged;
    }

    /// Faults of sides that are not judged: a reader must know that a naive side broke more than its point.
    private List<Reason> otherFaults(List<Reason.Code> itsPoint) {
        List<Reason> faults = new ArrayList<>();
        for (SideRound<?> round : rounds) {
            if (round.design().judged()) continue;
            for (Reason reason : round.played().record().reasons()) {
                boolean point = itsPoint.stream().anyMatch(reason::is);
                boolean audit = reason.metric() != null && reason.metric().startsWith("audit.");
                if (audit && !point)
                    faults.add(new Reason(
                            reason.code(),
                            reason.metric(),
                            round.design().name() + ": " + reason.text(),
                            reason.evidence()));
            }
        }
        return faults;
    }
}
