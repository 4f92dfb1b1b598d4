package io.guildstorm.server.store;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Members;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Small guilds to write.
final class Towns {
    private Towns() {}

    static GuildChange.Founded founded(long guild) {
        var town = of(guild);
        return new GuildChange.Founded(town, List.of(Objects.requireNonNull(town.member(Owner.ANN.id()))));
    }

    /// One member, Ann, who owns it; no channel, no role.
    static GuildView of(long guild) {
        var ann = Member.of(Owner.ANN, Instant.EPOCH);
        return new GuildView(new GuildId(guild), "town", Owner.ANN.id(), List.of(), Map.of(), Members.of(ann), 1);
    }
}
