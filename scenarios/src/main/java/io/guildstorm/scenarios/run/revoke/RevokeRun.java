package io.guildstorm.scenarios.run.revoke;

import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.target.Observations;
import io.guildstorm.reports.target.RevokeFigures;
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
import io.guildstorm.scenarios.workload.LoadPlan;
import io.guildstorm.scenarios.workload.PermissionRevoke;
import io.guildstorm.scenarios.workload.Room;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// `permission-revoke`: rounds of both sides in turn, and what each let through.
///
/// **Owner:** the run's thread.
public final class RevokeRun {
    private static final int PASSES = 2;
    private static final int QUICK_PASSES = 1;
    private static final int FEWEST_SESSIONS = 50;

    private final RunContext run;
    private final Terms terms;
    private final List<Design> sides;
    private final Rounds<RevokeVariation> rounds;
    private final Instant started = Instant.now();

    /// @param plan of each round, as it fits here
    public RevokeRun(RunContext run, LoadPlan plan, Room room, Terms terms) {
        this.run = run;
        this.terms = terms;
        this.sides = Sides.of(run.request().switches());
        this.rounds = new Rounds<>(run, _ -> plan, room, terms, (round, _) -> new RevokeVariation(round, plan));
    }

    /// The load of a round that was asked for.
    /// @throws UsageException when flags do not go together
    public static LoadPlan plan(RunRequest request) {
        LoadPlan plan = HotChannelPlan.of(request, request.quick() ? PermissionRevoke.QUICK : PermissionRevoke.PLAN);
        if (plan.sessions() < FEWEST_SESSIONS)
            throw new UsageException(
                    "--sessions cannot be \"%d\": the channel is taken from some of them, give %d or more."
                            .formatted(plan.sessions(), FEWEST_SESSIONS));
        return plan;
    }

    private static int passes(RunRequest request) {
        return request.quick() ? QUICK_PASSES : PASSES;
    }

    /// About how long it takes.
    public static long seconds(RunRequest request) {
        return Rounds.seconds(2 * passes(request), plan(request));
    }

    /// From the inbox: Ctrl-C, a full disk.
    public void stop(StoppedException why) {
        rounds.stop(why);
    }

    /// @return the record as written
    public RunRecord play() throws IOException {
        List<SideRound<RevokeVariation>> played = rounds.play(Design.order(sides, passes(run.request())));
        RevokeFigures figures = new RevokeFigures(sides.stream()
                .map(side -> SideCounts.of(side, played))
                .filter(side -> side.calls() > 0)
                .toList());
        SidesRecord record = new SidesRecord(run, terms, sides, played);
        RunRecord measured = record.draft("permission-revoke", started)
                .experiment(figures.experiment())
                .build();
        return record.judge(measured, seen(record, figures), List.of(Reason.Code.LEAKED, Reason.Code.AFTER_DELETE));
    }

    private Observations seen(SidesRecord record, RevokeFigures figures) {
        Observations seen = record.seen(rounds.stopped());
        RevokeFigures.Side judged = figures.judged();
        if (judged == null || judged.refused() == 0) return seen;
        return seen.withServerRefused(
                judged.refused() + " of " + judged.calls() + " calls that take the channel away were not done");
    }
}
