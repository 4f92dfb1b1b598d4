package io.guildstorm.scenarios.run.guild;

import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.target.GuildFigures;
import io.guildstorm.reports.target.SweepFigures;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.context.Terms;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.guild.GuildVariation.Crowd;
import io.guildstorm.scenarios.run.hot.HotChannelPlan;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.run.sides.Rounds;
import io.guildstorm.scenarios.run.sides.SideRound;
import io.guildstorm.scenarios.run.sides.SidesRecord;
import io.guildstorm.scenarios.schedule.Burst;
import io.guildstorm.scenarios.workload.Guild15m;
import io.guildstorm.scenarios.workload.LoadPlan;
import io.guildstorm.scenarios.workload.Room;
import io.guildstorm.scenarios.workload.Sweep;
import io.guildstorm.scenarios.workload.Sweep.Stop;
import io.guildstorm.scenarios.workload.Swept;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `guild-sizes` and `relay-sizes`: guild-15m's load with one thing changed from round to round, and one chart over it.
///
/// **Owner:** the run's thread.
public final class GuildSweepRun {
    /// Besides what any round takes: members and sessions, and fan-outs that are late.
    private static final int FOUNDING_SECONDS = 5;

    private final RunContext run;
    private final Swept workload;
    private final LoadPlan plan;
    private final Terms terms;
    private final Map<Design, Point> points = new HashMap<>();
    private final List<Design> designs = new ArrayList<>();
    private final Rounds<GuildVariation> rounds;
    private final Instant started = Instant.now();

    /// @param design value of `fanout`
    private record Point(String design, Stop stop) {}

    /// @param plan of each round but for its rate, as it fits here
    public GuildSweepRun(RunContext run, Swept workload, LoadPlan plan, Room room, Terms terms) {
        this.run = run;
        this.workload = workload;
        this.plan = plan;
        this.terms = terms;
        Sweep sweep = workload.sweep();
        for (Stop stop : sweep.stops().reversed()) for (String design : sweep.designs()) add(design, stop);
        this.rounds = new Rounds<>(run, this::plan, room, terms, this::variation);
    }

    /// The largest stop of the first design is the one that is judged: where it holds, the others have it easier.
    private void add(String name, Stop stop) {
        Map<String, String> settings = new HashMap<>(stop.settings());
        settings.put(Guild15m.SWITCH, name);
        Design design =
                new Design(String.format(Locale.ROOT, "%s · %,d", name, stop.value()), designs.isEmpty(), settings);
        designs.add(design);
        points.put(design, new Point(name, stop));
    }

    private LoadPlan plan(Design design) {
        return plan.withRate(stop(design).ratePerSecond()).withBurst(Burst.NONE);
    }

    private GuildVariation variation(RunContext round, Design design) {
        int inProcess = Math.max(0, stop(design).online() - plan.sessions());
        return new GuildVariation(
                round,
                "guild-15m",
                new Crowd(inProcess, inProcess, GuildPlan.passivePercent(terms)),
                GuildVariation.Said.PLAIN);
    }

    private Stop stop(Design design) {
        return point(design).stop();
    }

    private Point point(Design design) {
        Point point = points.get(design);
        if (point == null) throw new IllegalArgumentException("not of this run: " + design);
        return point;
    }

    /// The load of a round that was asked for.
    /// @throws UsageException when the scenario decides by itself what was asked for
    public static LoadPlan plan(Swept workload, RunRequest request) {
        if (request.rate() != null || request.burst() != null)
            throw new UsageException("--rate and --burst cannot be given: " + workload.name()
                    + " has a rate of its own for each round.");
        for (String name : List.of(Guild15m.SWITCH, "relay.size"))
            if (request.switches().containsKey(name))
                throw new UsageException(
                        "%s cannot be set: %s goes through its values.".formatted(name, workload.name()));
        return HotChannelPlan.of(request, request.quick() ? Swept.QUICK : Swept.PLAN);
    }

    /// About how long it takes.
    public static long seconds(Swept workload, RunRequest request) {
        Sweep sweep = workload.sweep();
        int rounds = sweep.stops().size() * sweep.designs().size();
        return Rounds.seconds(rounds, plan(workload, request)) + (long) rounds * FOUNDING_SECONDS;
    }

    /// From the inbox: Ctrl-C, a full disk.
    public void stop(StoppedException why) {
        rounds.stop(why);
    }

    /// @return the record as written
    public RunRecord play() throws IOException {
        List<SideRound<GuildVariation>> played = rounds.play(Design.order(designs, 1));
        SidesRecord record = new SidesRecord(run, terms, designs, played);
        RunRecord.Draft draft = record.draft(workload.name(), started);
        GuildFigures sides = GuildCounts.of(draft.build().sides(), played, plan.sessions());
        List<SweepFigures.Point> all = sides.sides().stream().map(this::figure).toList();
        SweepFigures figures = new SweepFigures(workload.sweep().axis(), all);
        return record.judge(
                draft.experiment(figures.experiment()).build(),
                Guild15mRun.withAbandoned(record.seen(rounds.stopped()), played),
                List.of());
    }

    private SweepFigures.Point figure(GuildFigures.Side side) {
        Point point = designs.stream()
                .filter(design -> design.name().equals(side.name()))
                .map(this::point)
                .findFirst()
                .orElseThrow();
        return new SweepFigures.Point(point.design(), point.stop().value(), side);
    }
}
