package io.guildstorm.server.guild;

import io.guildstorm.server.fanout.FanoutStrategy;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.state.SharedState;
import io.guildstorm.server.store.MessageStore;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What guild processes work with, chosen by the node.
/// @param lanes the node's event loops, fixed for life
/// @param ids shared by all guilds of the node, so that no id is given out twice
/// @param state keeps event logs for other processes; null: they end with this one
/// @param stages told of each message once it was delivered, on the guild's thread: hand over and return
public record GuildParts(
        MessageStore store,
        FanoutStrategy strategy,
        List<Lane> lanes,
        Ticker ticker,
        InstantSource clock,
        Snowflakes ids,
        @Nullable SharedState state,
        Consumer<SendStages> stages,
        Arrivals arrivals) {
    public GuildParts {
        lanes = List.copyOf(lanes);
    }
}
