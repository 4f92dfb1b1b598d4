package io.guildstorm.server.store;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Small guilds to write.
final class Towns {
    private Towns() {}

    /// One member, Ann, who owns it; no channel, no role.
    static GuildView of(long guild) {
        var ann = Member.of(Owner.ANN, Instant.EPOCH);
        return new GuildView(
                new GuildId(guild), "town", Owner.ANN.id(), List.of(), Map.of(), Map.of(Owner.ANN.id(), ann), 1);
    }
}
