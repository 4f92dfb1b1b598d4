package io.guildstorm.server.api;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import java.util.concurrent.CompletionStage;

/// Sessions without sockets, as the operator's routes ask for them. Any thread.
public interface InProcess {
    /// Opens sessions of the first members by id, beside those that are open.
    /// @param count 1 up to the number of members
    /// @param passivePercent how many of a hundred are passive
    /// @return how many hear the guild when the stage completes
    CompletionStage<Integer> open(GuildId guild, GuildView view, int count, int passivePercent);

    /// Of the delays, from now on those of messages count alone that were due in this time; what was counted before is
    /// forgotten.
    CompletionStage<Void> judge(GuildId guild, long fromNanos, long toNanos);

    /// What they got and when, as JSON.
    CompletionStage<byte[]> reportAsJson(GuildId guild);

    /// They are over, and forgotten.
    CompletionStage<Void> end(GuildId guild);
}
