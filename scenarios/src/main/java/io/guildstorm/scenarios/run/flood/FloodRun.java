package io.guildstorm.scenarios.run.flood;

import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Side;
import io.guildstorm.reports.target.FloodFigures;
import io.guildstorm.reports.target.Observations;
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
import io.guildstorm.scenarios.workload.FloodingSender;
import io.guildstorm.scenarios.workload.LoadPlan;
import io.guildstorm.scenarios.workload.Room;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `flooding-sender`: rounds of all sides in turn, and what the flood cost the others on each.
///
/// **Owner:** the run's thread.
public final class FloodRun {
    private static final int PASSES = 2;
    private static final int QUICK_PASSES = 1;

    private final RunContext run;
    private final LoadPlan plan;
    private final Terms terms;
    private final List<Design> sides;
    private final Rounds<FloodVariation> rounds;
    private final Instant started = Instant.now();

    /// @param plan of each round, as it fits here
    public FloodRun(RunContext run, LoadPlan plan, Room room, Terms terms) {
        this.run = run;
        this.plan = plan;
        this.terms = terms;
        this.sides = Protection.sides(
                run.request().switches(), name -> terms.switches().named(name).standard());
        this.rounds = new Rounds<>(
                run, _ -> plan, room, terms, (_, side) -> new FloodVariation(Protection.slowModeSeconds(side)));
    }

    /// The load of a round that was asked for.
    /// @throws UsageException when flags do not go together
    public static LoadPlan plan(RunRequest request) {
        Protection.check(request.switches());
        LoadPlan plan = HotChannelPlan.of(request, request.quick() ? FloodingSender.QUICK : FloodingSender.PLAN);
        if (plan.ratePerSecond() > FloodingSender.MOST_A_SECOND)
            throw new UsageException(
                    "--rate cannot be \"%s\": then %d senders would come near the limits that they are not to meet; give at most %d."
                            .formatted(
                                    plan.ratePerSecond(), FloodingSender.SENDERS, (int) FloodingSender.MOST_A_SECOND));
        return request.burst() == null ? plan.withBurst(Burst.NONE) : plan;
    }

    private static int passes(RunRequest request) {
        return request.quick() ? QUICK_PASSES : PASSES;
    }

    /// About how long it takes.
    public static long seconds(RunRequest request) {
        return Rounds.seconds(Protection.SIDES * passes(request), plan(request));
    }

    /// From the inbox: Ctrl-C, a full disk.
    public void stop(StoppedException why) {
        rounds.stop(why);
    }

    /// @return the record as written
    public RunRecord play() throws IOException {
        List<SideRound<FloodVariation>> played = rounds.play(Design.order(sides, passes(run.request())));
        SidesRecord record = new SidesRecord(run, terms, sides, played);
        RunRecord.Draft draft = record.draft("flooding-sender", started);
        FloodFigures figures = figures(draft.build().sides(), played);
        return record.judge(
                draft.experiment(figures.experiment()).build(), seen(record, figures, played.size()), List.of());
    }

    private FloodFigures figures(@Nullable List<Side> told, List<SideRound<FloodVariation>> played) throws IOException {
        List<FloodFigures.Side> figures = new ArrayList<>();
        for (Side side : told == null ? List.<Side>of() : told) {
            List<SideRound<FloodVariation>> own = played.stream()
                    .filter(round -> round.design().name().equals(side.name()))
                    .toList();
            figures.add(FloodCounts.of(side, !side.name().equals(Protection.NONE), own));
        }
        return new FloodFigures(figures);
    }

    private Observations seen(SidesRecord record, FloodFigures figures, int played) {
        Observations seen = record.seen(rounds.stopped());
        if (rounds.stopped() != null) return seen;
        for (FloodFigures.Side side : figures.sides()) {
            if (!side.isProtected()) continue;
            String broken = broken(side, played / Protection.SIDES);
            if (broken != null) return seen.withRuleBroken(new Reason(Reason.Code.LIMIT_BROKEN, null, broken, null));
        }
        return seen;
    }

    /// Null: the limit did what it is for, and no more.
    private @Nullable String broken(FloodFigures.Side side, int roundsOfIt) {
        if (side.others().refused() > 0)
            return "%s: %,d sends of others than the one who floods were refused"
                    .formatted(side.name(), side.others().refused());
        Design design = sides.stream()
                .filter(one -> one.name().equals(side.name()))
                .findFirst()
                .orElseThrow();
        long most = roundsOfIt * Protection.mostAccepted(design, plan.warmup().plus(plan.measure()));
        if (side.flood().accepted() <= most) return null;
        return "%s: %,d sends of the flood were accepted, and its limit allows %,d"
                .formatted(side.name(), side.flood().accepted(), most);
    }
}
