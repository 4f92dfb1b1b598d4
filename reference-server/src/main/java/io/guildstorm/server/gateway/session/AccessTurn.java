package io.guildstorm.server.gateway.session;

import io.guildstorm.server.model.AnyChannel;
import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildEvent.AccessChanged;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.EventBody;
import io.guildstorm.server.wire.SessionStart;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What one reader gains and loses by a change of access: channels that it stops seeing are deleted for it, those that
/// it begins to see are created, with their threads. Pure.
/// @param tells frames for this reader alone, in order
/// @param loses whether something is hidden from it now: nothing of it may still wait for its socket
record AccessTurn(List<EventBody> tells, boolean loses) {
    private static final AccessTurn NONE = new AccessTurn(List.of(), false);

    /// @param after the guild right after the change
    static AccessTurn of(AccessChanged change, GuildView after, UserId reader) {
        return switch (change) {
            case GuildEvent.ChannelUpdated(var channel, var before) ->
                between(before, after, reader, List.of(channel.id()), threadsBelow(after, channel.id()));
            case GuildEvent.ThreadUpdated(var thread, var before) ->
                between(before, after, reader, List.of(), List.of(thread.id()));
            case GuildEvent.ThreadMembersChanged(var thread, var before) ->
                between(before, after, reader, List.of(), List.of(thread.id()));
            case GuildEvent.ChannelDeleted(var channel, var before) ->
                new AccessTurn(List.of(), Permissions.sees(before, channel, reader));
            case GuildEvent.ThreadDeleted(var thread, var before) ->
                new AccessTurn(List.of(), Permissions.sees(before, thread, reader));
            case GuildEvent.RoleUpdated(var role, var before) ->
                permits(before, role) != role.permissions()
                                && holds(before, reader, role.id().value())
                        ? everywhere(before, after, reader)
                        : NONE;
            case GuildEvent.RoleDeleted(var role, var before) ->
                holds(before, reader, role.value()) ? everywhere(before, after, reader) : NONE;
            case GuildEvent.MemberUpdated(var member, var before) ->
                member.user().id().equals(reader) ? everywhere(before, after, reader) : NONE;
        };
    }

    private static long permits(GuildView before, Role role) {
        var old = before.roles().get(role.id());
        return old == null ? 0 : old.permissions();
    }

    private static boolean holds(GuildView view, UserId reader, long role) {
        var member = view.member(reader);
        return role == view.everyone().value()
                || (member != null && member.roles().stream().anyMatch(held -> held.value() == role));
    }

    private static AccessTurn everywhere(GuildView before, GuildView after, UserId reader) {
        var channels = after.channels().stream().map(Channel::id).toList();
        return between(
                before, after, reader, channels, List.copyOf(after.threads().keySet()));
    }

    private static List<ChannelId> threadsBelow(GuildView view, ChannelId channel) {
        return view.threads().values().stream()
                .filter(thread -> thread.parent().equals(channel))
                .map(ThreadChannel::id)
                .toList();
    }

    private static AccessTurn between(
            GuildView before, GuildView after, UserId reader, List<ChannelId> channels, List<ChannelId> threads) {
        var tells = new ArrayList<EventBody>();
        boolean loses = false;
        Set<ChannelId> listed = new LinkedHashSet<>(); // channels whose threads appear
        for (ChannelId id : channels) {
            boolean saw = EventFilter.sees(before, id, reader);
            var channel = after.channel(id);
            if (channel == null || saw == Permissions.sees(after, channel, reader)) {
                continue;
            }
            var event = saw ? new GuildEvent.ChannelDeleted(channel, before) : new GuildEvent.ChannelCreated(channel);
            tells.add(EventBody.of(event, after));
            loses |= saw;
            if (!saw) {
                listed.add(id);
            }
        }
        for (ChannelId id : threads) {
            var thread = after.thread(id);
            boolean saw = EventFilter.sees(before, id, reader);
            if (thread == null || saw == Permissions.sees(after, thread, reader)) {
                continue;
            }
            loses |= saw;
            if (!saw) {
                listed.add(thread.parent());
            } else if (EventFilter.sees(after, thread.parent(), reader)) { // else it went with its parent
                tells.add(EventBody.of(new GuildEvent.ThreadDeleted(thread, before), after));
            }
        }
        var seen = threadsSeen(after, reader, listed);
        if (!seen.isEmpty()) {
            tells.add(SessionStart.threadListSync(after, listed, seen, reader));
        }
        return new AccessTurn(tells, loses);
    }

    private static List<ThreadChannel> threadsSeen(GuildView view, UserId reader, Set<ChannelId> parents) {
        return view.threads().values().stream()
                .filter(thread -> parents.contains(thread.parent()) && !thread.archived())
                .filter((AnyChannel thread) -> Permissions.sees(view, thread, reader))
                .toList();
    }
}
