package io.guildstorm.server.model;

/// What its holders may do in a guild.
/// @param permissions bits of [Permission]
/// @param position higher stands above lower; @everyone is 0
public record Role(RoleId id, String name, long permissions, int position) {}
