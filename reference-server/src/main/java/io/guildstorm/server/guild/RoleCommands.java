package io.guildstorm.server.guild;

import io.guildstorm.server.guild.Change.Answer;
import io.guildstorm.server.model.AccessCommand.CreateRole;
import io.guildstorm.server.model.AccessCommand.DeleteRole;
import io.guildstorm.server.model.AccessCommand.EditRole;
import io.guildstorm.server.model.AccessCommand.RoleEdit;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildAnswer.Changed;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.GuildChange;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// The rules of roles: who may manage them changes only what stands below, and gives only what it has.
///
/// **Owner:** the guild.
final class RoleCommands {
    /// As in Discord's public API.
    private static final int ROLES_MAX = 250;

    private final GuildParts parts;
    private final Ledger ledger;
    private final Consistency consistency;

    RoleCommands(GuildFeed feed, Ledger ledger) {
        parts = feed.parts();
        consistency = feed.settings().consistency();
        this.ledger = ledger;
    }

    void create(GuildView view, CreateRole command, Consumer<GuildAnswer> caller) {
        var fresh = new Role(new RoleId(parts.ids().next()), "new role", 0, 1);
        var role = edited(fresh, command.as());
        check(view, command.by(), fresh, role);
        if (view.roles().size() >= ROLES_MAX) {
            throw new Refused(Refusal.TOO_MANY_ROLES);
        }
        var next = view.with(role).at(ledger.endOf(1));
        append(new GuildChange.Redefined(next), new GuildEvent.RoleCreated(role), next, role.id(), caller);
    }

    void edit(GuildView view, EditRole command, Consumer<GuildAnswer> caller) {
        var old = role(view, command.role());
        var asked = edited(old, command.to());
        check(view, command.by(), old, asked);
        var role = old.id().equals(view.everyone()) ? asked.at(0) : asked;
        var next = view.with(role).at(ledger.endOf(1));
        append(new GuildChange.Redefined(next), new GuildEvent.RoleUpdated(role, view), next, role.id(), caller);
    }

    private static Role role(GuildView view, RoleId id) {
        var role = view.roles().get(id);
        if (role == null) {
            throw new Refused(Refusal.UNKNOWN_ROLE);
        }
        return role;
    }

    private static Role edited(Role old, RoleEdit to) {
        return new Role(
                old.id(),
                Objects.requireNonNullElse(to.name(), old.name()),
                Objects.requireNonNullElse(to.permissions(), old.permissions()),
                Objects.requireNonNullElse(to.position(), old.position()),
                Objects.requireNonNullElse(to.color(), old.color()),
                Objects.requireNonNullElse(to.hoist(), old.hoist()),
                Objects.requireNonNullElse(to.mentionable(), old.mentionable()));
    }

    /// Its members lose it, and so do the channels that speak of it.
    void delete(GuildView view, DeleteRole command, Consumer<GuildAnswer> caller) {
        var role = role(view, command.role());
        if (role.id().equals(view.everyone())) {
            throw new Refused(Refusal.EVERYONE_STAYS);
        }
        check(view, command.by(), role, role);
        var roles = new HashMap<>(view.roles());
        roles.remove(role.id());
        var channels = view.channels().stream()
                .map(channel -> without(channel, role.id()))
                .toList();
        var next = view.withRoles(roles)
                .withMembers(view.members().without(role.id()))
                .withChannels(channels)
                .at(ledger.endOf(1));
        append(new GuildChange.Redefined(next), new GuildEvent.RoleDeleted(role.id(), view), next, role.id(), caller);
    }

    private static Channel without(Channel channel, RoleId role) {
        return channel.withOverwrites(channel.overwrites().stream()
                .filter(overwrite -> overwrite.target() != role.value())
                .toList());
    }

    private void append(
            GuildChange write, GuildEvent event, GuildView next, RoleId subject, Consumer<GuildAnswer> caller) {
        var answer = new Answer(new Changed(next, subject.value()), consistency.permissions(), caller);
        ledger.append(Change.of(write, List.of(event), next, answer));
    }

    private static void check(GuildView view, UserId by, Role before, Role after) {
        long mine = Permissions.inGuild(view, by);
        int rank = Permissions.rank(view, by);
        boolean outranked = before.position() >= rank || after.position() >= rank;
        boolean givesMore = (after.permissions() & ~before.permissions() & ~mine) != 0;
        if (!Permission.MANAGE_ROLES.in(mine) || outranked || givesMore) {
            throw new Refused(Refusal.MISSING_PERMISSION);
        }
    }
}
