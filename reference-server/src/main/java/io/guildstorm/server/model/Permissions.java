package io.guildstorm.server.model;

import java.time.Instant;
import java.util.List;

/// What somebody may do, computed as Discord's public reference says ("Permissions"): roles add up; an administrator
/// and the owner may do all; a channel's overwrites come on top, everyone's first, then those of the roles together,
/// then the member's own. Pure.
public final class Permissions {
    private Permissions() {}

    /// In the guild as a whole, as bits of [Permission]; none for a stranger.
    public static long inGuild(GuildView view, UserId user) {
        var roles = view.rolesOf(user);
        if (roles == null) {
            return 0;
        }
        if (user.equals(view.owner())) {
            return Permission.ALL;
        }
        long bits = ofRole(view, view.everyone());
        for (RoleId role : roles) {
            bits |= ofRole(view, role);
        }
        return Permission.ADMINISTRATOR.in(bits) ? Permission.ALL : bits;
    }

    private static long ofRole(GuildView view, RoleId id) {
        var role = view.roles().get(id);
        return role == null ? 0 : role.permissions();
    }

    /// In a channel or thread, which `view` need not contain any more or yet; none where the user does not see it.
    /// In a thread, [Permission#SEND_MESSAGES] says whether one may send there.
    public static long in(GuildView view, AnyChannel channel, UserId user) {
        long base = inGuild(view, user);
        if (base == Permission.ALL) {
            return base;
        }
        return switch (channel) {
            case Channel plain -> inChannel(base, view, plain, user);
            case ThreadChannel thread -> inThread(base, view, thread, user);
        };
    }

    private static long inChannel(long base, GuildView view, Channel channel, UserId user) {
        if (channel.overwrites().isEmpty()) {
            return Permission.VIEW_CHANNEL.in(base) ? base : 0; // none for a stranger, as in the guild
        }
        var roles = view.rolesOf(user);
        if (roles == null) {
            return 0;
        }
        long bits = overwritten(base, view, channel, user, roles);
        return Permission.VIEW_CHANNEL.in(bits) ? bits : 0;
    }

    private static long overwritten(long base, GuildView view, Channel channel, UserId user, List<RoleId> roles) {
        long everyone = view.everyone().value();
        long bits = base;
        long roleAllow = 0;
        long roleDeny = 0;
        long ownAllow = 0;
        long ownDeny = 0;
        for (Overwrite overwrite : channel.overwrites()) {
            switch (overwrite.kind()) {
                case ROLE -> {
                    if (overwrite.target() == everyone) {
                        bits = (bits & ~overwrite.deny()) | overwrite.allow();
                    } else if (roles.contains(new RoleId(overwrite.target()))) {
                        roleAllow |= overwrite.allow();
                        roleDeny |= overwrite.deny();
                    }
                }
                case MEMBER -> {
                    if (overwrite.target() == user.value()) {
                        ownAllow = overwrite.allow();
                        ownDeny = overwrite.deny();
                    }
                }
            }
        }
        bits = (bits & ~roleDeny) | roleAllow;
        return (bits & ~ownDeny) | ownAllow;
    }

    private static long inThread(long base, GuildView view, ThreadChannel thread, UserId user) {
        var parent = view.channel(thread.parent());
        long bits = parent == null ? 0 : inChannel(base, view, parent, user);
        if (thread.isPrivate() && !thread.members().contains(user) && !Permission.MANAGE_THREADS.in(bits)) {
            return 0;
        }
        return Permission.SEND_MESSAGES_IN_THREADS.in(bits)
                ? bits | Permission.SEND_MESSAGES.bit()
                : bits & ~Permission.SEND_MESSAGES.bit();
    }

    /// Whether the user gets events of the channel and may know that it exists.
    public static boolean sees(GuildView view, AnyChannel channel, UserId user) {
        return Permission.VIEW_CHANNEL.in(in(view, channel, user));
    }

    /// What is left of `bits` at this time, as a time-out takes all but reading. It does not touch the owner and
    /// administrators.
    public static long at(Instant now, long bits, Member member) {
        var until = member.timedOutUntil();
        return bits == Permission.ALL || until == null || !now.isBefore(until) ? bits : bits & Permission.TIMED_OUT;
    }

    /// How high the user stands: the highest position among the user's roles; the owner stands above all.
    public static int rank(GuildView view, UserId user) {
        if (user.equals(view.owner())) {
            return Integer.MAX_VALUE;
        }
        var roles = view.rolesOf(user);
        int highest = 0;
        if (roles != null) {
            for (RoleId id : roles) {
                var role = view.roles().get(id);
                highest = role == null ? highest : Math.max(highest, role.position());
            }
        }
        return highest;
    }
}
