package io.guildstorm.server.guild;

import io.guildstorm.server.guild.Change.Answer;
import io.guildstorm.server.model.AccessCommand.BanUser;
import io.guildstorm.server.model.AccessCommand.EditMember;
import io.guildstorm.server.model.AccessCommand.GrantRole;
import io.guildstorm.server.model.AccessCommand.Kick;
import io.guildstorm.server.model.AccessCommand.Leave;
import io.guildstorm.server.model.AccessCommand.MemberEdit;
import io.guildstorm.server.model.AccessCommand.RevokeRole;
import io.guildstorm.server.model.AccessCommand.Unban;
import io.guildstorm.server.model.Ban;
import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildAnswer.Changed;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Permission;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.Refusal;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.store.GuildChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// The rules of what is done to members one by one: nick, roles, time-out, kick, ban. Who does it stands above whom it
/// is done to.
///
/// **Owner:** the guild.
final class ModerationCommands {
    private final GuildParts parts;
    private final Ledger ledger;
    private final Consistency consistency;

    ModerationCommands(GuildFeed feed, Ledger ledger) {
        parts = feed.parts();
        consistency = feed.settings().consistency();
        this.ledger = ledger;
    }

    void edit(GuildView view, EditMember command, Consumer<GuildAnswer> caller) {
        var member = member(view, command.user());
        check(view, command, member);
        replace(view, edited(member, command.to()), caller);
    }

    private static Member member(GuildView view, UserId user) {
        var member = view.member(user);
        if (member == null) {
            throw new Refused(Refusal.UNKNOWN_MEMBER);
        }
        return member;
    }

    private Member edited(Member old, MemberEdit to) {
        String nick = Objects.requireNonNullElse(to.nick(), old.nick() == null ? "" : old.nick());
        var until = to.timedOutUntil() == null ? old.timedOutUntil() : to.timedOutUntil();
        boolean over = until == null || !until.isAfter(parts.clock().instant());
        var roles = Objects.requireNonNullElse(to.roles(), old.roles());
        return new Member(old.user(), nick.isEmpty() ? null : nick, roles, old.joined(), over ? null : until);
    }

    private static void check(GuildView view, EditMember command, Member member) {
        var to = command.to();
        if (to.nick() != null && !mayName(view, command.by(), command.user())) {
            throw new Refused(Refusal.MISSING_PERMISSION);
        }
        if (to.timedOutUntil() != null
                && (!mayTouch(view, command.by(), command.user(), Permission.MODERATE_MEMBERS)
                        || Permissions.inGuild(view, command.user()) == Permission.ALL)) {
            throw new Refused(Refusal.MISSING_PERMISSION);
        }
        var roles = to.roles();
        if (roles != null) {
            for (RoleId role : roles) {
                if (!member.roles().contains(role)) {
                    checkGives(view, command.by(), role);
                }
            }
            for (RoleId role : member.roles()) {
                if (!roles.contains(role)) {
                    checkGives(view, command.by(), role);
                }
            }
        }
    }

    private static boolean mayName(GuildView view, UserId by, UserId whom) {
        boolean oneself = by.equals(whom) && Permission.CHANGE_NICKNAME.in(Permissions.inGuild(view, by));
        return oneself || mayTouch(view, by, whom, Permission.MANAGE_NICKNAMES);
    }

    /// Whether `by` may give this role to others and take it from them.
    private static void checkGives(GuildView view, UserId by, RoleId id) {
        var role = view.roles().get(id);
        if (role == null || id.equals(view.everyone())) {
            throw new Refused(Refusal.UNKNOWN_ROLE);
        }
        if (!Permission.MANAGE_ROLES.in(Permissions.inGuild(view, by))
                || role.position() >= Permissions.rank(view, by)) {
            throw new Refused(Refusal.MISSING_PERMISSION);
        }
    }

    private static boolean mayTouch(GuildView view, UserId by, UserId whom, Permission needed) {
        return needed.in(Permissions.inGuild(view, by)) && Permissions.rank(view, by) > Permissions.rank(view, whom);
    }

    void grant(GuildView view, GrantRole command, Consumer<GuildAnswer> caller) {
        var member = member(view, command.user());
        checkGives(view, command.by(), command.role());
        var roles = new ArrayList<>(member.roles());
        if (!roles.contains(command.role())) {
            roles.add(command.role());
        }
        become(view, member, roles, caller);
    }

    void revoke(GuildView view, RevokeRole command, Consumer<GuildAnswer> caller) {
        var member = member(view, command.user());
        checkGives(view, command.by(), command.role());
        var roles = new ArrayList<>(member.roles());
        roles.remove(command.role());
        become(view, member, roles, caller);
    }

    private void become(GuildView view, Member member, List<RoleId> roles, Consumer<GuildAnswer> caller) {
        if (roles.equals(member.roles())) {
            caller.accept(new Changed(view, member.user().id().value()));
        } else {
            replace(view, member.withRoles(roles), caller);
        }
    }

    private void replace(GuildView view, Member member, Consumer<GuildAnswer> caller) {
        var next = view.with(member).at(ledger.endOf(1));
        var answer = new Answer(new Changed(next, member.user().id().value()), consistency.permissions(), caller);
        ledger.append(Change.of(
                new GuildChange.MembersPut(List.of(member)),
                List.of(new GuildEvent.MemberUpdated(member, view)),
                next,
                answer));
    }

    void kick(GuildView view, Kick command, Consumer<GuildAnswer> caller) {
        var member = member(view, command.user());
        if (!mayTouch(view, command.by(), command.user(), Permission.KICK_MEMBERS)) {
            throw new Refused(Refusal.MISSING_PERMISSION);
        }
        goes(view, member, caller);
    }

    /// The owner stays: who else would let anybody in again?
    void leave(GuildView view, Leave command, Consumer<GuildAnswer> caller) {
        var member = member(view, command.by());
        if (command.by().equals(view.owner())) {
            throw new Refused(Refusal.MISSING_PERMISSION);
        }
        goes(view, member, caller);
    }

    private void goes(GuildView view, Member member, Consumer<GuildAnswer> caller) {
        var user = member.user().id();
        var next = view.withMembers(view.members().without(user)).at(ledger.endOf(1));
        var answer = new Answer(new Changed(next, user.value()), consistency.membership(), caller);
        ledger.append(Change.of(
                new GuildChange.MembersRemoved(List.of(user)),
                List.of(new GuildEvent.MemberLeft(member.user())),
                next,
                answer));
    }

    void ban(GuildView view, BanUser command, Consumer<GuildAnswer> caller) {
        var user = command.user().id();
        if (!mayTouch(view, command.by(), user, Permission.BAN_MEMBERS)) {
            throw new Refused(Refusal.MISSING_PERMISSION);
        }
        var bans = new HashMap<>(view.bans());
        var ban = new Ban(command.user(), command.reason());
        bans.put(user, ban);
        var events = new ArrayList<GuildEvent>();
        events.add(new GuildEvent.Banned(command.user()));
        if (view.members().contains(user)) {
            events.add(new GuildEvent.MemberLeft(command.user()));
        }
        var next = view.withBans(bans).withMembers(view.members().without(user)).at(ledger.endOf(events.size()));
        var answer = new Answer(new Changed(next, user.value()), consistency.membership(), caller);
        ledger.append(Change.of(new GuildChange.BanPut(ban), events, next, answer));
    }

    void unban(GuildView view, Unban command, Consumer<GuildAnswer> caller) {
        var ban = view.bans().get(command.user());
        if (!Permission.BAN_MEMBERS.in(Permissions.inGuild(view, command.by()))) {
            throw new Refused(Refusal.MISSING_PERMISSION);
        }
        if (ban == null) {
            throw new Refused(Refusal.UNKNOWN_BAN);
        }
        var bans = new HashMap<>(view.bans());
        bans.remove(command.user());
        var next = view.withBans(bans).at(ledger.endOf(1));
        var answer = new Answer(new Changed(next, command.user().value()), consistency.membership(), caller);
        ledger.append(Change.of(
                new GuildChange.BanErased(command.user()), List.of(new GuildEvent.Unbanned(ban.user())), next, answer));
    }
}
