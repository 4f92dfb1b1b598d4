package io.guildstorm.server.guild;

import io.guildstorm.server.fanout.FanoutStrategy;
import java.time.Duration;

/// Bounds of a guild process; how they relate is asserted here.
/// @param inflight commands of one guild on one node between permit and answer: `guild.inflight`
/// @param backlog most events between the newest position, pending writes included, and what every session was given:
/// `fanout.backlog`
/// @param replay events kept for resumes: `gateway.replay`
/// @param lagMax how long fan-out may stand before its sessions are told to resume: `fanout.lag-max`
/// @param fanout what the fan-out strategy reads
/// @param consistency when what takes something away is answered
/// @param passive whether sessions may be passive, so that the guild keeps what those need: `sessions.passive`
public record GuildSettings(
        int inflight,
        int backlog,
        int replay,
        Duration lagMax,
        FanoutStrategy.Settings fanout,
        Consistency consistency,
        boolean passive) {
    public static final GuildSettings DEFAULTS = new GuildSettings(
            1_024, 2_048, 1_024, Duration.ofSeconds(5), new FanoutStrategy.Settings(15_000), Consistency.STRONG);

    /// Without passive sessions.
    public GuildSettings(
            int inflight,
            int backlog,
            int replay,
            Duration lagMax,
            FanoutStrategy.Settings fanout,
            Consistency consistency) {
        this(inflight, backlog, replay, lagMax, fanout, consistency, false);
    }

    public GuildSettings {
        if (inflight < 1 || replay < 1 || !lagMax.isPositive()) {
            throw new IllegalArgumentException("guild.inflight " + inflight + ", gateway.replay " + replay
                    + " and fanout.lag-max " + lagMax + " have to be above zero");
        }
        if (inflight >= backlog) {
            throw new IllegalArgumentException("guild.inflight " + inflight + " has to be below fanout.backlog "
                    + backlog + ": what was let in has to fit between the store and the slowest session");
        }
    }

    public GuildSettings withInflight(int permits) {
        return new GuildSettings(permits, backlog, replay, lagMax, fanout, consistency, passive);
    }

    public GuildSettings withBacklog(int events) {
        return new GuildSettings(inflight, events, replay, lagMax, fanout, consistency, passive);
    }

    public GuildSettings withReplay(int events) {
        return new GuildSettings(inflight, backlog, events, lagMax, fanout, consistency, passive);
    }

    public GuildSettings withLagMax(Duration longest) {
        return new GuildSettings(inflight, backlog, replay, longest, fanout, consistency, passive);
    }

    public GuildSettings withFanout(FanoutStrategy.Settings settings) {
        return new GuildSettings(inflight, backlog, replay, lagMax, settings, consistency, passive);
    }

    public GuildSettings withConsistency(Consistency other) {
        return new GuildSettings(inflight, backlog, replay, lagMax, fanout, other, passive);
    }

    public GuildSettings withPassive(boolean allowed) {
        return new GuildSettings(inflight, backlog, replay, lagMax, fanout, consistency, allowed);
    }

    /// @param storePending how many writes the store queues, of all guilds
    public GuildSettings within(int storePending) {
        if (inflight > storePending) {
            throw new IllegalArgumentException("guild.inflight " + inflight + " may not be above store.pending "
                    + storePending + ": one guild alone would be refused by the store");
        }
        return this;
    }

    /// Slots of the event log: never fewer than what may lie between the guild and its slowest session.
    int logSlots() {
        return Math.max(replay, backlog);
    }
}
