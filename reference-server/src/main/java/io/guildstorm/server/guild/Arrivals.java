package io.guildstorm.server.guild;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.UserId;
import java.util.Set;

/// Told who has become a member, once that is durable, so that those of them who are signed in can be let in.
@FunctionalInterface
public interface Arrivals {
    /// On the guild's thread: hand over and return.
    void in(GuildId guild, Set<UserId> users);
}
