package io.guildstorm.scenarios.run.guild;

import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.target.GuildFigures;
import io.guildstorm.reports.target.Observations;
import io.guildstorm.scenarios.run.context.RunContext;
import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.context.StoppedException;
import io.guildstorm.scenarios.run.context.Terms;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.guild.GuildVariation.Crowd;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.run.sides.Rounds;
import io.guildstorm.scenarios.run.sides.SideRound;
import io.guildstorm.scenarios.run.sides.SidesRecord;
import io.guildstorm.scenarios.workload.Guild15m;
import io.guildstorm.scenarios.workload.LoadPlan;
import io.guildstorm.scenarios.workload.Room;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// `guild-15m`: rounds of both designs in turn, and what each cost the guild and its sessions.
///
/// **Owner:** the run's thread.
public final class Guild15mRun {
    private final RunContext run;
    private final LoadPlan plan;
    private final Terms terms;
    private final List<Design> sides;
    private final Rounds<GuildVariation> rounds;
    private final Instant started = Instant.now();

    /// @param plan of each round, as it fits here
    public Guild15mRun(RunContext run, LoadPlan plan, Room room, Terms terms) {
        this.run = run;
        this.plan = plan;
        this.terms = terms;
        this.sides = sides(terms.settings().getOrDefault(Guild15m.SWITCH, "relay"));
        Crowd crowd = GuildPlan.crowd(run.request(), plan, terms);
        this.rounds = new Rounds<>(
                run,
                _ -> plan,
                room,
                terms,
                (round, _) -> new GuildVariation(round, "guild-15m", crowd, GuildVariation.Said.PLAIN));
    }

    /// @param judged what the user set, else the default
    private static List<Design> sides(String judged) {
        return Stream.concat(Stream.of(judged), Guild15m.DESIGNS.stream())
                .distinct()
                .map(name -> new Design(name, name.equals(judged), Map.of(Guild15m.SWITCH, name)))
                .toList();
    }

    /// The load of a round that was asked for.
    /// @throws UsageException when flags do not go together
    public static LoadPlan plan(RunRequest request) {
        return GuildPlan.of(request);
    }

    /// About how long it takes.
    public static long seconds(RunRequest request) {
        int rounds = Guild15m.DESIGNS.size();
        return Rounds.seconds(rounds, plan(request)) + (long) rounds * GuildPlan.FOUNDING_SECONDS;
    }

    /// From the inbox: Ctrl-C, a full disk.
    public void stop(StoppedException why) {
        rounds.stop(why);
    }

    /// @return the record as written
    public RunRecord play() throws IOException {
        List<SideRound<GuildVariation>> played = rounds.play(Design.order(sides, 1));
        SidesRecord record = new SidesRecord(run, terms, sides, played);
        RunRecord.Draft draft = record.draft("guild-15m", started);
        GuildFigures figures = GuildCounts.of(draft.build().sides(), played, plan.sessions());
        return record.judge(draft.experiment(figures.experiment()).build(), seen(record, played), List.of());
    }

    private Observations seen(SidesRecord record, List<SideRound<GuildVariation>> played) {
        return withAbandoned(record.seen(rounds.stopped()), played);
    }

    /// A session that lost its part of the fan-out breaks the rule, on the side that is judged.
    static Observations withAbandoned(Observations seen, List<SideRound<GuildVariation>> played) {
        long abandoned = played.stream()
                .filter(round -> round.design().judged())
                .map(round -> round.variation().report())
                .filter(Objects::nonNull)
                .mapToLong(report -> Objects.requireNonNull(report).abandoned())
                .sum();
        if (abandoned == 0) return seen;
        return seen.withRuleBroken(new Reason(
                Reason.Code.LOST,
                null,
                "%,d sessions without sockets lost their part of the fan-out".formatted(abandoned),
                null));
    }
}
