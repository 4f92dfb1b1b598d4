package io.guildstorm.server.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A guild as everybody may read it: immutable, replaced as a whole by the guild process on each change. Who holds
/// one may keep it; who judges access takes the newest from the guild's directory.
/// @param position the last change that this view contains
/// @param channels in the order of their positions
public record GuildView(
        GuildId id,
        String name,
        UserId owner,
        List<Channel> channels,
        Map<RoleId, Role> roles,
        Map<UserId, Member> members,
        long position) {

    public @Nullable Channel channel(ChannelId channel) {
        for (Channel candidate : channels) {
            if (candidate.id().equals(channel)) {
                return candidate;
            }
        }
        return null;
    }

    public @Nullable Member member(UserId user) {
        return members.get(user);
    }

    /// What `user` may do in the guild's channels, as bits of [Permission]; none for a stranger.
    public long permissions(UserId user) {
        var member = members.get(user);
        if (member == null) {
            return 0;
        }
        if (user.equals(owner)) {
            return Permission.ALL;
        }
        long bits = permissionsOf(new RoleId(id.value()));
        for (RoleId role : member.roles()) {
            bits |= permissionsOf(role);
        }
        return Permission.ADMINISTRATOR.in(bits) ? Permission.ALL : bits;
    }

    private long permissionsOf(RoleId id) {
        var role = roles.get(id);
        return role == null ? 0 : role.permissions();
    }

    /// Whether `user` may see `channel` and do `permission` there.
    public boolean allows(UserId user, ChannelId channel, Permission permission) {
        long bits = permissions(user);
        return channel(channel) != null && Permission.VIEW_CHANNEL.in(bits) && permission.in(bits);
    }
}
