package io.guildstorm.scenarios.run.storm;

import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Side;
import io.guildstorm.reports.target.LatencyMetric;
import io.guildstorm.reports.target.LatencyTarget;
import io.guildstorm.reports.target.Observations;
import io.guildstorm.reports.target.StormFigures;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.context.Terms;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.hot.HotChannelPlan;
import io.guildstorm.scenarios.run.machine.MachineFacts;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.run.sides.Rounds;
import io.guildstorm.scenarios.run.sides.SideRound;
import io.guildstorm.scenarios.run.sides.SidesRecord;
import io.guildstorm.scenarios.workload.IdentifyStorm;
import io.guildstorm.scenarios.workload.LoadPlan;
import io.guildstorm.scenarios.workload.ReconnectStorm;
import io.guildstorm.scenarios.workload.Room;
import io.guildstorm.scenarios.workload.Storm;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `identify-storm` and `reconnect-storm`: rounds with and without admission in turn, and what those who were there
/// throughout noticed of each storm.
///
/// **Owner:** the run's thread.
public final class StormRun {
    private static final int PASSES = 2;
    private static final int QUICK_PASSES = 1;

    private final Storm workload;
    private final RunContext run;
    private final Terms terms;
    private final List<Design> sides;
    private final Rounds<StormVariation> rounds;
    private final Instant started = Instant.now();

    /// @param asked of each round, as its sessions fit here
    public StormRun(Storm workload, RunContext run, LoadPlan asked, Room room, Terms terms) {
        this.workload = workload;
        this.run = run;
        this.terms = terms;
        this.sides = sides(terms.settings().getOrDefault(Storm.SWITCH, "semaphore"));
        int storm = Math.min(storm(run.request()), room.sessions() - asked.sessions());
        if (storm < storm(run.request()))
            run.screen()
                    .say("            %,d instead of %,d who come at once: %s"
                            .formatted(
                                    storm, storm(run.request()), room.scarce(asked.sessions() + storm(run.request()))));
        LoadPlan plan = plan(asked, storm, run.request());
        this.rounds = new Rounds<>(
                run, _ -> plan, room, terms, (round, _) -> new StormVariation(round, plan, room, workload, storm));
    }

    /// @param judged what the user set, else the default
    private static List<Design> sides(String judged) {
        String other = judged.equals("semaphore") ? "none" : "semaphore";
        return List.of(
                new Design(judged, true, Map.of(Storm.SWITCH, judged)),
                new Design(other, false, Map.of(Storm.SWITCH, other)));
    }

    /// The load of a round that was asked for.
    /// @throws UsageException when flags do not go together
    public static LoadPlan plan(Storm workload, RunRequest request) {
        if (request.duration() != null)
            throw new UsageException(
                    "--duration cannot be given with %s: a round lasts as long as its storm and %d s before and after it; give --storm."
                            .formatted(workload.name(), Storm.CALM.toSeconds()));
        if (!(workload instanceof ReconnectStorm) && request.over() != null)
            throw new UsageException("--over is reconnect-storm's: leave it out with " + workload.name() + ".");
        if (storm(request) < Storm.FEWEST)
            throw new UsageException(
                    "--storm cannot be \"%d\": give %d sessions or more.".formatted(storm(request), Storm.FEWEST));
        LoadPlan asked = HotChannelPlan.of(request, Storm.PLAN);
        return plan(request.burst() == null ? asked.withBurst(Storm.PLAN.burst()) : asked, storm(request), request);
    }

    private static LoadPlan plan(LoadPlan asked, int storm, RunRequest request) {
        return Storm.plan(asked, storm, over(request), MachineFacts.cores(), request.rate() != null);
    }

    /// In which time those who are cut are; zero: all at once.
    static Duration over(RunRequest request) {
        Duration over = request.over();
        return over == null ? Duration.ZERO : over;
    }

    private static int storm(RunRequest request) {
        Integer asked = request.storm();
        if (asked != null) return asked;
        return request.quick() ? Storm.QUICK_STORM : Storm.STORM;
    }

    private static int passes(RunRequest request) {
        return request.quick() ? QUICK_PASSES : PASSES;
    }

    /// About how long it takes.
    public static long seconds(Storm workload, RunRequest request) {
        return Rounds.seconds(2 * passes(request), plan(workload, request));
    }

    /// The published targets, held by those who were there throughout while others come.
    /// @param profile `discord` or `slack`: that one alone; null: both
    public static List<LatencyTarget> targets(@Nullable String profile) {
        List<LatencyTarget> published =
                profile == null ? LatencyTarget.builtIn() : List.of(LatencyTarget.profile(profile));
        List<LatencyTarget> targets = new ArrayList<>();
        for (LatencyTarget target : published)
            targets.add(new LatencyTarget(
                    target.name(), LatencyMetric.DELIVERY_STORM_P99, target.limitMs(), target.source()));
        return targets;
    }

    /// From the inbox: Ctrl-C, a full disk.
    public void stop(StoppedException why) {
        rounds.stop(why);
    }

    /// @return the record as written
    public RunRecord play() throws IOException {
        List<SideRound<StormVariation>> played = rounds.play(Design.order(sides, passes(run.request())));
        SidesRecord record = new SidesRecord(run, terms, sides, played);
        RunRecord.Draft draft = record.draft(workload.name(), started);
        StormFigures figures = figures(draft.build().sides(), played);
        return record.judge(draft.experiment(figures.experiment()).build(), seen(record, figures), List.of());
    }

    private Observations seen(SidesRecord record, StormFigures figures) {
        Observations seen = record.seen(rounds.stopped());
        StormFigures.Side judged = figures.judged();
        if (judged == null || rounds.stopped() != null || judged.failed() == 0) return seen;
        return seen.withRuleBroken(new Reason(Reason.Code.NOT_LET_IN, null, figures.notIn(judged), null));
    }

    private StormFigures figures(@Nullable List<Side> told, List<SideRound<StormVariation>> played) throws IOException {
        StormFigures.Kind kind = switch (workload) {
            case IdentifyStorm _ -> StormFigures.Kind.SIGN_IN;
            case ReconnectStorm _ -> StormFigures.Kind.RETURN;
        };
        List<StormFigures.Side> figures = new ArrayList<>();
        for (Side side : told == null ? List.<Side>of() : told)
            figures.add(StormCounts.of(
                    kind,
                    side,
                    played.stream()
                            .filter(round -> round.design().name().equals(side.name()))
                            .toList()));
        return new StormFigures(kind, figures);
    }
}
