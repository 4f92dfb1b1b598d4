package io.guildstorm.scenarios.run.slow;

import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Side;
import io.guildstorm.reports.target.Observations;
import io.guildstorm.reports.target.SlowFigures;
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
import io.guildstorm.scenarios.workload.Room;
import io.guildstorm.scenarios.workload.SlowConsumers;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `slow-consumers`: rounds of both policies in turn, and what each cost the others and the server.
///
/// **Owner:** the run's thread.
public final class SlowRun {
    private static final int PASSES = 2;
    private static final int QUICK_PASSES = 1;
    private static final int FEWEST_SESSIONS = 50;

    private final RunContext run;
    private final Terms terms;
    private final List<Design> sides;
    private final Rounds<SlowVariation> rounds;
    private final Instant started = Instant.now();

    /// @param plan of each round, as it fits here
    public SlowRun(RunContext run, LoadPlan plan, Room room, Terms terms) {
        this.run = run;
        this.terms = terms;
        this.sides = sides(terms.settings().getOrDefault(SlowConsumers.SWITCH, "close"));
        this.rounds = new Rounds<>(run, _ -> plan, room, terms, (_, _) -> new SlowVariation(plan));
    }

    /// @param judged what the user set, else the default
    private static List<Design> sides(String judged) {
        String other = judged.equals("close") ? "keep" : "close";
        return List.of(
                new Design(judged, true, Map.of(SlowConsumers.SWITCH, judged)),
                new Design(other, false, Map.of(SlowConsumers.SWITCH, other)));
    }

    /// The load of a round that was asked for.
    /// @throws UsageException when flags do not go together
    public static LoadPlan plan(RunRequest request) {
        LoadPlan plan = HotChannelPlan.of(request, SlowConsumers.PLAN);
        if (plan.sessions() < FEWEST_SESSIONS)
            throw new UsageException("--sessions cannot be \"%d\": a fifth of them stops reading, give %d or more."
                    .formatted(plan.sessions(), FEWEST_SESSIONS));
        if (plan.measure().compareTo(SlowConsumers.SHORTEST) < 0)
            throw new UsageException(
                    "--duration cannot be \"%ds\": the server waits 10 s for a slow reader, give %ds or more."
                            .formatted(plan.measure().toSeconds(), SlowConsumers.SHORTEST.toSeconds()));
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
        List<SideRound<SlowVariation>> played = rounds.play(Design.order(sides, passes(run.request())));
        SidesRecord record = new SidesRecord(run, terms, sides, played);
        RunRecord.Draft draft = record.draft("slow-consumers", started);
        SlowFigures figures = figures(draft.build().sides(), played);
        return record.judge(draft.experiment(figures.experiment()).build(), seen(record, figures), List.of());
    }

    private Observations seen(SidesRecord record, SlowFigures figures) {
        Observations seen = record.seen(rounds.stopped());
        SlowFigures.Side judged = figures.judged();
        if (judged == null || rounds.stopped() != null || judged.closed() == null) return seen;
        long kept = judged.slow() - judged.closed();
        if (kept <= 0) return seen;
        return seen.withRuleBroken(new Reason(
                Reason.Code.SLOW_KEPT,
                null,
                "%d of %d readers who stopped reading kept their connection".formatted(kept, judged.slow()),
                null));
    }

    private SlowFigures figures(@Nullable List<Side> told, List<SideRound<SlowVariation>> played) {
        if (told == null) return new SlowFigures(List.of());
        return new SlowFigures(told.stream()
                .map(side -> SlowCounts.of(
                        side,
                        played.stream()
                                .filter(round -> round.design().name().equals(side.name()))
                                .toList()))
                .filter(Objects::nonNull)
                .toList());
    }
}
