package io.guildstorm.server.model;

import org.jspecify.annotations.Nullable;

/// Who may not become a member, and why.
/// @param reason at most 512 characters
public record Ban(User user, @Nullable String reason) {}
