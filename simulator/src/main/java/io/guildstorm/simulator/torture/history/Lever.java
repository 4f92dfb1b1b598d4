package io.guildstorm.simulator.torture.history;

/// Something that keeps members from seeing channels while it forbids. Who is forbidden by none, sees.
public sealed interface Lever {
    /// Out of the guild, whichever way: left, kicked, banned.
    record Outside(String user) implements Lever {}

    /// An overwrite of the channel denies this member.
    record MemberDenied(String channel, String user) implements Lever {}

    /// An overwrite of the channel denies this role. Alone it keeps nobody out: see [HasRole].
    record RoleDenied(String channel, String role) implements Lever {}

    /// The member has the role.
    record HasRole(String user, String role) implements Lever {}
}
