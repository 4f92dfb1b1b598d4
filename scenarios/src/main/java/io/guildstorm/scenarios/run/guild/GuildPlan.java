package io.guildstorm.scenarios.run.guild;

import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.context.Terms;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.guild.GuildVariation.Crowd;
import io.guildstorm.scenarios.run.hot.HotChannelPlan;
import io.guildstorm.scenarios.workload.Guild15m;
import io.guildstorm.scenarios.workload.LoadPlan;
import java.util.Objects;

/// A guild of millions and its load, as they were asked for.
final class GuildPlan {
    /// To make the members and to open the sessions, besides what any round takes.
    static final int FOUNDING_SECONDS = 6;

    private static final int MEMBERS_MAX = 20_000_000;

    private GuildPlan() {}

    /// The load of a round.
    /// @throws UsageException when flags do not go together
    static LoadPlan of(RunRequest request) {
        LoadPlan plan = HotChannelPlan.of(request, request.quick() ? Guild15m.QUICK : Guild15m.PLAN);
        int members = members(request);
        int online = online(request);
        if (members > MEMBERS_MAX)
            throw new UsageException("--members cannot be \"%d\": give at most %d.".formatted(members, MEMBERS_MAX));
        if (online > members)
            throw new UsageException(
                    "--online cannot be \"%d\": the guild has %d members, each online once at most; give fewer, or more --members."
                            .formatted(online, members));
        if (online < plan.sessions())
            throw new UsageException(
                    "--online cannot be \"%d\": %d sessions have sockets (--sessions) and are among them."
                            .formatted(online, plan.sessions()));
        return plan;
    }

    private static int members(RunRequest request) {
        return Objects.requireNonNullElse(request.members(), Guild15m.MEMBERS);
    }

    private static int online(RunRequest request) {
        return Objects.requireNonNullElse(request.online(), Math.min(Guild15m.ONLINE, members(request)));
    }

    /// @param plan as it fits here
    static Crowd crowd(RunRequest request, LoadPlan plan, Terms terms) {
        return new Crowd(
                members(request) - plan.sessions(),
                Math.max(0, online(request) - plan.sessions()),
                passivePercent(terms));
    }

    /// As many as "Maxjourney" (Discord, 2023) tells of, where sessions may be passive.
    static int passivePercent(Terms terms) {
        return terms.hasPassiveSessions() ? 90 : 0;
    }
}
