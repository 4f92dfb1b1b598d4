package io.guildstorm.server.api;

import io.guildstorm.server.access.AdminToken;
import io.guildstorm.server.access.SendLimiter;
import io.guildstorm.server.access.Tokens;
import io.guildstorm.server.guild.Guilds;
import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.store.Accounts;
import io.guildstorm.server.store.MessageReads;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What routes work with, chosen by the node.
/// @param sends null: no limit, and no headers that speak of one
/// @param ids new ids, each above the last
public record ApiParts(
        Guilds guilds,
        Accounts accounts,
        MessageReads reads,
        Tokens tokens,
        AdminToken admin,
        @Nullable SendLimiter sends,
        LongSupplier ids,
        Ticker ticker,
        InstantSource clock) {}
