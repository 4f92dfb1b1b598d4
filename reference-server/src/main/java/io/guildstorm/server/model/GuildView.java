package io.guildstorm.server.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A guild as everybody may read it: immutable, replaced as a whole by the guild process on each change. Who holds
/// one may keep it; who judges access takes the newest from the guild's directory.
/// @param channels in the order of their positions, without threads
/// @param threads those that are archived too
/// @param counts how much was said in each thread
/// @param position the last change that this view contains
public record GuildView(
        GuildId id,
        String name,
        UserId owner,
        List<Channel> channels,
        Map<RoleId, Role> roles,
        Members members,
        Map<ChannelId, ThreadChannel> threads,
        ThreadCounts counts,
        Map<UserId, Ban> bans,
        long position) {

    /// A guild without threads and bans.
    public GuildView(
            GuildId id,
            String name,
            UserId owner,
            List<Channel> channels,
            Map<RoleId, Role> roles,
            Members members,
            long position) {
        this(id, name, owner, channels, roles, members, Map.of(), ThreadCounts.NONE, Map.of(), position);
    }

    /// The role that all members have.
    public RoleId everyone() {
        return new RoleId(id.value());
    }

    public @Nullable Channel channel(ChannelId channel) {
        for (Channel candidate : channels) {
            if (candidate.id().equals(channel)) {
                return candidate;
            }
        }
        return null;
    }

    public @Nullable ThreadChannel thread(ChannelId thread) {
        return threads.get(thread);
    }

    /// The channel or thread with this id.
    public @Nullable AnyChannel anyChannel(ChannelId wanted) {
        var thread = threads.get(wanted);
        return thread == null ? channel(wanted) : thread;
    }

    public @Nullable Member member(UserId user) {
        return members.get(user);
    }

    /// Without @everyone; null: no member.
    @Nullable
    List<RoleId> rolesOf(UserId user) {
        return members.roles(user);
    }

    /// Whether `user` sees `channel`, a thread too, and may do `permission` there, time-outs aside.
    public boolean allows(UserId user, ChannelId channel, Permission permission) {
        var there = anyChannel(channel);
        return there != null && permission.in(Permissions.in(this, there, user));
    }

    public GuildView named(String other) {
        return new GuildView(id, other, owner, channels, roles, members, threads, counts, bans, position);
    }

    public GuildView withChannels(List<Channel> others) {
        return new GuildView(id, name, owner, List.copyOf(others), roles, members, threads, counts, bans, position);
    }

    /// In place of the one that has its id, if there is one, and listed by its position.
    public GuildView with(Channel channel) {
        var all = new ArrayList<>(channels);
        all.removeIf(other -> other.id().equals(channel.id()));
        int place = 0;
        while (place < all.size() && all.get(place).position() <= channel.position()) {
            place++;
        }
        all.add(place, channel);
        return withChannels(all);
    }

    public GuildView withRoles(Map<RoleId, Role> others) {
        return new GuildView(id, name, owner, channels, Map.copyOf(others), members, threads, counts, bans, position);
    }

    public GuildView with(Role role) {
        var all = new HashMap<>(roles);
        all.put(role.id(), role);
        return withRoles(all);
    }

    public GuildView withMembers(Members others) {
        return new GuildView(id, name, owner, channels, roles, others, threads, counts, bans, position);
    }

    public GuildView with(Member member) {
        return withMembers(members.with(member));
    }

    public GuildView withThreads(Map<ChannelId, ThreadChannel> others) {
        return new GuildView(id, name, owner, channels, roles, members, Map.copyOf(others), counts, bans, position);
    }

    public GuildView with(ThreadChannel thread) {
        var all = new HashMap<>(threads);
        all.put(thread.id(), thread);
        return withThreads(all);
    }

    public GuildView withCounts(ThreadCounts others) {
        return new GuildView(id, name, owner, channels, roles, members, threads, others, bans, position);
    }

    public GuildView withBans(Map<UserId, Ban> others) {
        return new GuildView(id, name, owner, channels, roles, members, threads, counts, Map.copyOf(others), position);
    }

    public GuildView at(long newer) {
        return new GuildView(id, name, owner, channels, roles, members, threads, counts, bans, newer);
    }
}
