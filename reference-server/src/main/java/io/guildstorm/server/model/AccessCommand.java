package io.guildstorm.server.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may do and see what in a guild: its channels, roles, and members one by one. In what is edited, null means: as
/// before. Each is effective before it is answered: nothing that it forbids is delivered or read any more.
public sealed interface AccessCommand extends GuildCommand {
    /// Who asks.
    UserId by();

    record RenameGuild(UserId by, String name) implements AccessCommand {}

    record CreateChannel(UserId by, Channel.Kind kind, ChannelEdit as) implements AccessCommand {}

    record EditChannel(UserId by, ChannelId channel, ChannelEdit to) implements AccessCommand {}

    /// A thread too.
    record DeleteChannel(UserId by, ChannelId channel) implements AccessCommand {}

    /// In place of the one that its target has, if it has one.
    record PutOverwrite(UserId by, ChannelId channel, Overwrite overwrite) implements AccessCommand {}

    record DeleteOverwrite(UserId by, ChannelId channel, long target) implements AccessCommand {}

    record CreateRole(UserId by, RoleEdit as) implements AccessCommand {}

    record EditRole(UserId by, RoleId role, RoleEdit to) implements AccessCommand {}

    record DeleteRole(UserId by, RoleId role) implements AccessCommand {}

    record EditMember(UserId by, UserId user, MemberEdit to) implements AccessCommand {}

    record GrantRole(UserId by, UserId user, RoleId role) implements AccessCommand {}

    record RevokeRole(UserId by, UserId user, RoleId role) implements AccessCommand {}

    record Kick(UserId by, UserId user) implements AccessCommand {}

    record Leave(UserId by) implements AccessCommand {}

    /// Kicks as well, if the user is a member.
    record BanUser(UserId by, User user, @Nullable String reason) implements AccessCommand {}

    record Unban(UserId by, UserId user) implements AccessCommand {}

    /// @param topic "": none
    /// @param parent 0: none
    record ChannelEdit(
            @Nullable String name,
            @Nullable Integer position,
            @Nullable String topic,
            @Nullable List<Overwrite> overwrites,
            @Nullable Long parent,
            @Nullable Integer slowmodeSeconds) {}

    record RoleEdit(
            @Nullable String name,
            @Nullable Long permissions,
            @Nullable Integer position,
            @Nullable Integer color,
            @Nullable Boolean hoist,
            @Nullable Boolean mentionable) {}

    /// @param nick "": none
    /// @param timedOutUntil past: no time-out any more
    record MemberEdit(
            @Nullable String nick,
            @Nullable List<RoleId> roles,
            @Nullable Instant timedOutUntil) {}
}
