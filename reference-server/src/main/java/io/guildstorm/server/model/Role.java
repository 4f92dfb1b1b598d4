package io.guildstorm.server.model;

/// What its holders may do in a guild.
/// @param name 1 to 100 characters
/// @param permissions bits of [Permission]
/// @param position higher stands above lower; @everyone is 0
/// @param color 0xRRGGBB; 0: none
/// @param hoist shown apart in the list of members
public record Role(
        RoleId id, String name, long permissions, int position, int color, boolean hoist, boolean mentionable) {
    /// Without color, not shown apart, not mentionable.
    public Role(RoleId id, String name, long permissions, int position) {
        this(id, name, permissions, position, 0, false, false);
    }

    public Role at(int other) {
        return new Role(id, name, permissions, other, color, hoist, mentionable);
    }
}
