package io.guildstorm.server.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user's membership in one guild.
/// @param roles without @everyone, which all have
public record Member(User user, @Nullable String nick, List<RoleId> roles, Instant joined) {
    public Member {
        roles = List.copyOf(roles);
    }
}
