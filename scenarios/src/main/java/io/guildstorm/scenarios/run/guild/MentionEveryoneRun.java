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
import io.guildstorm.scenarios.run.guild.GuildVariation.Said;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.run.sides.Rounds;
import io.guildstorm.scenarios.run.sides.SideRound;
import io.guildstorm.scenarios.run.sides.SidesRecord;
import io.guildstorm.scenarios.workload.LoadPlan;
import io.guildstorm.scenarios.workload.MentionEveryone;
import io.guildstorm.scenarios.workload.Room;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `mention-everyone`: rounds of plain messages and of such that mention everyone in turn, on servers set alike.
///
/// **Owner:** the run's thread.
public final class MentionEveryoneRun {
    private static final int PASSES = 2;
    private static final int QUICK_PASSES = 1;
    private static final Design EVERYONE = new Design("everyone", true, Map.of());
    private static final Design PLAIN = new Design("plain", false, Map.of());
    private static final List<Design> SIDES = List.of(EVERYONE, PLAIN);

    private final RunContext run;
    private final LoadPlan plan;
    private final Terms terms;
    private final Rounds<GuildVariation> rounds;
    private final Instant started = Instant.now();

    /// @param plan of each round, as it fits here
    public MentionEveryoneRun(RunContext run, LoadPlan plan, Room room, Terms terms) {
        this.run = run;
        this.plan = plan;
        this.terms = terms;
        Crowd crowd = GuildPlan.crowd(run.request(), plan, terms);
        this.rounds = new Rounds<>(
                run,
                _ -> plan,
                room,
                terms,
                (round, side) -> new GuildVariation(
                        round, "mention-everyone", crowd, side.equals(EVERYONE) ? Said.EVERYONE : Said.MAY_MENTION));
    }

    /// The load of a round that was asked for.
    /// @throws UsageException when flags do not go together
    public static LoadPlan plan(RunRequest request) {
        return GuildPlan.of(request);
    }

    private static int passes(RunRequest request) {
        return request.quick() ? QUICK_PASSES : PASSES;
    }

    /// About how long it takes.
    public static long seconds(RunRequest request) {
        int count = SIDES.size() * passes(request);
        return Rounds.seconds(count, plan(request)) + (long) count * GuildPlan.FOUNDING_SECONDS;
    }

    /// From the inbox: Ctrl-C, a full disk.
    public void stop(StoppedException why) {
        rounds.stop(why);
    }

    /// @return the record as written
    public RunRecord play() throws IOException {
        List<SideRound<GuildVariation>> played = rounds.play(Design.order(SIDES, passes(run.request())));
        SidesRecord record = new SidesRecord(run, terms, SIDES, played);
        RunRecord.Draft draft = record.draft("mention-everyone", started);
        GuildFigures figures = GuildCounts.of(draft.build().sides(), played, plan.sessions());
        return record.judge(
                draft.experiment(figures.experiment()).build(),
                seen(Guild15mRun.withAbandoned(record.seen(rounds.stopped()), played), figures.judged()),
                List.of());
    }

    private static Observations seen(Observations seen, GuildFigures.@Nullable Side everyone) {
        Double busy = everyone == null ? null : everyone.owner().publishP50Ms();
        if (busy == null || busy < MentionEveryone.STALL_MS) return seen;
        return seen.withRuleBroken(new Reason(
                Reason.Code.GUILD_STALLED,
                null,
                String.format(
                        Locale.ROOT,
                        "the guild was busy with one @everyone for %,.0f ms (median), less than %.0f is no stall",
                        busy,
                        MentionEveryone.STALL_MS),
                null));
    }
}
