package io.guildstorm.server.api;

import io.guildstorm.server.access.AdminToken;
import io.guildstorm.server.access.IdentifyLimits;
import io.guildstorm.server.access.Origins;
import io.guildstorm.server.access.RequestLimits;
import io.guildstorm.server.access.Revoker;
import io.guildstorm.server.access.Tokens;
import io.guildstorm.server.guild.Crowds;
import io.guildstorm.server.guild.Guilds;
import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.presence.Presences;
import io.guildstorm.server.store.Accounts;
import io.guildstorm.server.store.MessageReads;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// What routes work with, chosen by the node.
/// @param ids new ids, each above the last
public record ApiParts(
        Guilds guilds,
        Crowds crowds,
        Accounts accounts,
        Presences presences,
        MessageReads reads,
        Tokens tokens,
        Revoker revoker,
        Origins origins,
        AdminToken admin,
        RequestLimits limits,
        IdentifyLimits identifies,
        Scheme scheme,
        LongSupplier ids,
        Ticker ticker,
        InstantSource clock) {}
