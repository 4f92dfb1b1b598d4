package io.guildstorm.server.wire;

import static io.guildstorm.server.wire.EventEncoding.body;
import static io.guildstorm.server.wire.EventEncoding.dataOf;

import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import java.util.HashSet;
import java.util.Set;

/// Events about the guild, its channels, roles, threads and members one by one, as dispatches. Pure.
final class AccessEncoding {
    private static final byte[] MEMBER_UPDATE = EventBody.prefixOf("GUILD_MEMBER_UPDATE");
    private static final byte[] BAN_ADD = EventBody.prefixOf("GUILD_BAN_ADD");
    private static final byte[] BAN_REMOVE = EventBody.prefixOf("GUILD_BAN_REMOVE");
    private static final byte[] GUILD_UPDATE = EventBody.prefixOf("GUILD_UPDATE");
    private static final byte[] CHANNEL_CREATE = EventBody.prefixOf("CHANNEL_CREATE");
    private static final byte[] CHANNEL_UPDATE = EventBody.prefixOf("CHANNEL_UPDATE");
    private static final byte[] CHANNEL_DELETE = EventBody.prefixOf("CHANNEL_DELETE");
    private static final byte[] ROLE_CREATE = EventBody.prefixOf("GUILD_ROLE_CREATE");
    private static final byte[] ROLE_UPDATE = EventBody.prefixOf("GUILD_ROLE_UPDATE");
    private static final byte[] ROLE_DELETE = EventBody.prefixOf("GUILD_ROLE_DELETE");
    private static final byte[] THREAD_CREATE = EventBody.prefixOf("THREAD_CREATE");
    private static final byte[] THREAD_UPDATE = EventBody.prefixOf("THREAD_UPDATE");
    private static final byte[] THREAD_DELETE = EventBody.prefixOf("THREAD_DELETE");
    private static final byte[] THREAD_MEMBERS_UPDATE = EventBody.prefixOf("THREAD_MEMBERS_UPDATE");

    private AccessEncoding() {}

    static EventBody encode(GuildEvent event, GuildView view) {
        return switch (event) {
            case GuildEvent.MemberUpdated(var member, var _) -> {
                var out = dataOf(view).name("user");
                DiscordObjects.user(out, member.user());
                DiscordObjects.memberFields(out, member);
                yield body(MEMBER_UPDATE, out, Intent.GUILD_MEMBERS);
            }
            case GuildEvent.Banned(var user) -> ban(BAN_ADD, user, view);
            case GuildEvent.Unbanned(var user) -> ban(BAN_REMOVE, user, view);
            case GuildEvent.GuildUpdated _ -> {
                var out = new JsonWriter(2_048).raw(EventBody.DATA);
                DiscordObjects.guildFields(out, view);
                yield body(GUILD_UPDATE, out, Intent.GUILDS);
            }
            case GuildEvent.ChannelCreated(var channel) -> channel(CHANNEL_CREATE, channel);
            case GuildEvent.ChannelUpdated(var channel, var _) -> channel(CHANNEL_UPDATE, channel);
            case GuildEvent.ChannelDeleted(var channel, var _) -> channel(CHANNEL_DELETE, channel);
            case GuildEvent.RoleCreated(var role) -> role(ROLE_CREATE, role, view);
            case GuildEvent.RoleUpdated(var role, var _) -> role(ROLE_UPDATE, role, view);
            case GuildEvent.RoleDeleted(var role, var _) ->
                body(ROLE_DELETE, dataOf(view).name("role_id").id(role.value()), Intent.GUILDS);
            case GuildEvent.ThreadCreated(var thread) -> {
                var out = new JsonWriter(1_024).raw(EventBody.DATA);
                DiscordObjects.threadFields(out, view, thread);
                yield body(THREAD_CREATE, out.name("newly_created").value(true), Intent.GUILDS);
            }
            case GuildEvent.ThreadUpdated(var thread, var _) -> {
                var out = new JsonWriter(1_024).raw(EventBody.DATA);
                DiscordObjects.threadFields(out, view, thread);
                yield body(THREAD_UPDATE, out, Intent.GUILDS);
            }
            case GuildEvent.ThreadDeleted(var thread, var _) -> {
                var out = dataOf(view).name("id").id(thread.id().value());
                out.name("parent_id").id(thread.parent().value());
                yield body(THREAD_DELETE, out.name("type").value(DiscordObjects.typeOf(thread)), Intent.GUILDS);
            }
            case GuildEvent.ThreadMembersChanged(var thread, var before) -> threadMembers(thread, before, view);
            case GuildEvent.MessageCreated _,
                    GuildEvent.MessageUpdated _,
                    GuildEvent.MessageDeleted _,
                    GuildEvent.MessagesDeleted _,
                    GuildEvent.TypingStarted _,
                    GuildEvent.MemberJoined _,
                    GuildEvent.MemberLeft _ -> throw new IllegalArgumentException("not about access: " + event);
        };
    }

    private static EventBody ban(byte[] prefix, User user, GuildView view) {
        var out = dataOf(view).name("user");
        DiscordObjects.user(out, user);
        return body(prefix, out, Intent.GUILD_MODERATION);
    }

    private static EventBody channel(byte[] prefix, Channel channel) {
        var out = new JsonWriter(1_024).raw(EventBody.DATA);
        DiscordObjects.channelFields(out, channel);
        return body(prefix, out, Intent.GUILDS);
    }

    private static EventBody role(byte[] prefix, Role role, GuildView view) {
        var out = dataOf(view).name("role");
        DiscordObjects.role(out, role);
        return body(prefix, out, Intent.GUILDS);
    }

    private static EventBody threadMembers(ThreadChannel thread, GuildView before, GuildView view) {
        var old = membersOf(before, thread.id());
        var added = new HashSet<>(thread.members());
        added.removeAll(old);
        var removed = new HashSet<>(old);
        removed.removeAll(thread.members());
        var out = dataOf(view).name("id").id(thread.id().value());
        out.name("member_count")
                .value(thread.members().size())
                .name("added_members")
                .beginArray();
        for (UserId user : added) {
            out.beginObject();
            DiscordObjects.threadMemberFields(out, thread, user);
            var member = view.member(user);
            if (member != null) {
                out.name("member");
                DiscordObjects.member(out, member);
            }
            out.name("presence").nullValue().endObject();
        }
        out.endArray().name("removed_member_ids").beginArray();
        removed.forEach(user -> out.id(user.value()));
        return body(THREAD_MEMBERS_UPDATE, out.endArray(), Intent.GUILDS);
    }

    private static Set<UserId> membersOf(GuildView view, ChannelId id) {
        var thread = view.thread(id);
        return thread == null ? Set.of() : thread.members();
    }
}
