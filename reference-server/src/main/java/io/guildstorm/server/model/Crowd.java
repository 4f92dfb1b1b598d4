package io.guildstorm.server.model;

import java.util.List;

/// Members with whom a guild is founded and who never sign in, and the roles that they have.
/// @param roles without @everyone
public record Crowd(List<Role> roles, Members members) {
    public static final Crowd NOBODY = new Crowd(List.of(), Members.NONE);

    public Crowd {
        roles = List.copyOf(roles);
    }
}
