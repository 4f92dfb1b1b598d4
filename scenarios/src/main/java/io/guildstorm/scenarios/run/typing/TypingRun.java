package io.guildstorm.scenarios.run.typing;

import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Side;
import io.guildstorm.reports.series.TypingRow;
import io.guildstorm.reports.target.Observations;
import io.guildstorm.reports.target.TypingFigures;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.context.Terms;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.hot.HotChannelPlan;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.run.sides.Rounds;
import io.guildstorm.scenarios.run.sides.SideRound;
import io.guildstorm.scenarios.run.sides.SidesRecord;
import io.guildstorm.scenarios.schedule.Burst;
import io.guildstorm.scenarios.workload.LoadPlan;
import io.guildstorm.scenarios.workload.Room;
import io.guildstorm.scenarios.workload.TypingStorm;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `typing-storm`: rounds of all sides in turn, and what typing cost the messages on each.
///
/// **Owner:** the run's thread.
public final class TypingRun {
    private static final int PASSES = 2;
    private static final int QUICK_PASSES = 1;

    private final RunContext run;
    private final LoadPlan plan;
    private final Terms terms;
    private final List<Design> sides;
    private final Rounds<TypingVariation> rounds;
    private final Instant started = Instant.now();

    /// @param plan of each round, as it fits here
    public TypingRun(RunContext run, LoadPlan plan, Room room, Terms terms) {
        this.run = run;
        this.plan = plan;
        this.terms = terms;
        String usual = terms.switches().named(TypingStorm.SWITCH).standard();
        this.sides = Pace.sides(terms.settings().getOrDefault(TypingStorm.SWITCH, usual));
        this.rounds = new Rounds<>(run, _ -> plan, room, terms, (_, side) -> new TypingVariation(Pace.of(side), plan));
    }

    /// The load of a round that was asked for.
    /// @throws UsageException when flags do not go together
    public static LoadPlan plan(RunRequest request) {
        Pace.check(request.switches());
        LoadPlan plan = HotChannelPlan.of(request, request.quick() ? TypingStorm.QUICK : TypingStorm.PLAN);
        if (plan.sessions() < TypingStorm.FEWEST_SESSIONS)
            throw new UsageException(
                    "--sessions cannot be \"%d\": some of them type, and some may not see the channel, give %d or more."
                            .formatted(plan.sessions(), TypingStorm.FEWEST_SESSIONS));
        return request.burst() == null ? plan.withBurst(Burst.NONE) : plan;
    }

    private static int passes(RunRequest request) {
        return request.quick() ? QUICK_PASSES : PASSES;
    }

    /// About how long it takes.
    public static long seconds(RunRequest request) {
        return Rounds.seconds(Pace.values().length * passes(request), plan(request));
    }

    /// From the inbox: Ctrl-C, a full disk.
    public void stop(StoppedException why) {
        rounds.stop(why);
    }

    /// @return the record as written
    public RunRecord play() throws IOException {
        List<SideRound<TypingVariation>> played = rounds.play(Design.order(sides, passes(run.request())));
        SidesRecord record = new SidesRecord(run, terms, sides, played);
        RunRecord.Draft draft = record.draft("typing-storm", started);
        TypingFigures figures = figures(draft.build().sides(), played);
        return record.judge(draft.experiment(figures.experiment()).build(), seen(record, figures, played), List.of());
    }

    private static TypingFigures figures(@Nullable List<Side> told, List<SideRound<TypingVariation>> played)
            throws IOException {
        List<TypingFigures.Side> figures = new ArrayList<>();
        for (Side side : told == null ? List.<Side>of() : told) {
            List<SideRound<TypingVariation>> own = played.stream()
                    .filter(round -> round.design().name().equals(side.name()))
                    .toList();
            figures.add(TypingCounts.of(side, own));
        }
        return new TypingFigures(figures);
    }

    private Observations seen(SidesRecord record, TypingFigures figures, List<SideRound<TypingVariation>> played)
            throws IOException {
        Observations seen = record.seen(rounds.stopped());
        if (rounds.stopped() != null) return seen;
        for (TypingFigures.Side side : figures.sides()) {
            String broken = side.rules().broken();
            if (broken != null)
                return seen.withRuleBroken(
                        new Reason(Reason.Code.WRONG_TYPING, null, side.name() + ": " + broken, null));
        }
        for (SideRound<TypingVariation> round : played) {
            if (!round.design().judged()) continue;
            String broken = limitBroken(round);
            if (broken != null) return seen.withRuleBroken(new Reason(Reason.Code.LIMIT_BROKEN, null, broken, null));
        }
        return seen;
    }

    /// Null: the limit held the hasty one, and nobody else.
    private @Nullable String limitBroken(SideRound<TypingVariation> round) throws IOException {
        List<TypingRow> typed = TypingRow.read(round.folder().csvs("typing"));
        long hasty = round.variation().hasty();
        long others = typed.stream()
                .filter(row -> row.limited() && row.user() != hasty)
                .count();
        if (others > 0) return "%,d posts of others than the hasty one were refused".formatted(others);
        long most = Pace.mostAccepted(round.design(), plan.warmup().plus(plan.measure()));
        long accepted = typed.stream()
                .filter(row -> row.accepted() && row.user() == hasty)
                .count();
        if (accepted <= most) return null;
        return "%,d posts of the hasty one were accepted, and its limit allows %,d".formatted(accepted, most);
    }
}
