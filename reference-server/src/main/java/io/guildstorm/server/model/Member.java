package io.guildstorm.server.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user's membership in one guild.
/// @param nick at most 32 characters; null: none
/// @param roles without @everyone, which all have
/// @param timedOutUntil until when it may read only; null, or past: it is not on a time-out
public record Member(
        User user,
        @Nullable String nick,
        List<RoleId> roles,
        Instant joined,
        @Nullable Instant timedOutUntil) {
    public Member {
        roles = List.copyOf(roles);
    }

    /// Who has just come: no nick, no roles.
    public static Member of(User user, Instant joined) {
        return new Member(user, null, List.of(), joined, null);
    }

    /// What others see it called: its nick, or else the name of its account.
    public String shownName() {
        return nick == null ? user.name() : nick;
    }

    public Member withRoles(List<RoleId> others) {
        return new Member(user, nick, others, joined, timedOutUntil);
    }
}
