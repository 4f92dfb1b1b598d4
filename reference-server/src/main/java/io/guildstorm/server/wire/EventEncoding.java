package io.guildstorm.server.wire;

import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildEvent.Banned;
import io.guildstorm.server.model.GuildEvent.ChannelCreated;
import io.guildstorm.server.model.GuildEvent.ChannelDeleted;
import io.guildstorm.server.model.GuildEvent.ChannelUpdated;
import io.guildstorm.server.model.GuildEvent.GuildUpdated;
import io.guildstorm.server.model.GuildEvent.MemberJoined;
import io.guildstorm.server.model.GuildEvent.MemberLeft;
import io.guildstorm.server.model.GuildEvent.MemberUpdated;
import io.guildstorm.server.model.GuildEvent.MessageCreated;
import io.guildstorm.server.model.GuildEvent.MessageDeleted;
import io.guildstorm.server.model.GuildEvent.MessageUpdated;
import io.guildstorm.server.model.GuildEvent.MessagesDeleted;
import io.guildstorm.server.model.GuildEvent.RoleCreated;
import io.guildstorm.server.model.GuildEvent.RoleDeleted;
import io.guildstorm.server.model.GuildEvent.RoleUpdated;
import io.guildstorm.server.model.GuildEvent.ThreadCreated;
import io.guildstorm.server.model.GuildEvent.ThreadDeleted;
import io.guildstorm.server.model.GuildEvent.ThreadMembersChanged;
import io.guildstorm.server.model.GuildEvent.ThreadUpdated;
import io.guildstorm.server.model.GuildEvent.TypingStarted;
import io.guildstorm.server.model.GuildEvent.Unbanned;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.ShownMessage;
import io.guildstorm.server.wire.DiscordObjects.Content;
import org.jspecify.annotations.Nullable;

/// Events of a guild as dispatches, encoded **once**, whoever and however many will get them. Pure.
final class EventEncoding {
    private static final byte[] MESSAGE_CREATE = EventBody.prefixOf("MESSAGE_CREATE");
    private static final byte[] MESSAGE_UPDATE = EventBody.prefixOf("MESSAGE_UPDATE");
    private static final byte[] MESSAGE_DELETE = EventBody.prefixOf("MESSAGE_DELETE");
    private static final byte[] TYPING_START = EventBody.prefixOf("TYPING_START");
    private static final byte[] MESSAGE_DELETE_BULK = EventBody.prefixOf("MESSAGE_DELETE_BULK");
    private static final byte[] MEMBER_ADD = EventBody.prefixOf("GUILD_MEMBER_ADD");
    private static final byte[] MEMBER_REMOVE = EventBody.prefixOf("GUILD_MEMBER_REMOVE");

    /// All of a message's JSON but its text, generously.
    private static final int BYTES_BESIDE_TEXT = 1_024;

    private EventEncoding() {}

    static EventBody encode(GuildEvent event, GuildView view) {
        return switch (event) {
            case MessageCreated(var shown) -> message(MESSAGE_CREATE, shown, view);
            case MessageUpdated(var shown) -> message(MESSAGE_UPDATE, shown, view);
            case MessageDeleted(var channel, var message) -> {
                var out = dataOf(view).name("id").id(message.value());
                out.name("channel_id").id(channel.value());
                yield body(MESSAGE_DELETE, out, Intent.GUILD_MESSAGES);
            }
            case MessagesDeleted(var channel, var messages) -> {
                var out = dataOf(view).name("ids").beginArray();
                messages.forEach(message -> out.id(message.value()));
                out.endArray().name("channel_id").id(channel.value());
                yield body(MESSAGE_DELETE_BULK, out, Intent.GUILD_MESSAGES);
            }
            case TypingStarted(var channel, var member, var when) -> {
                var out = dataOf(view).name("channel_id").id(channel.value());
                out.name("user_id").id(member.user().id().value());
                out.name("timestamp").value(when.getEpochSecond()).name("member");
                DiscordObjects.member(out, member);
                yield body(TYPING_START, out, Intent.GUILD_MESSAGE_TYPING);
            }
            case MemberJoined(var member) -> {
                var out = dataOf(view).name("user");
                DiscordObjects.user(out, member.user());
                DiscordObjects.memberFields(out, member);
                yield body(MEMBER_ADD, out, Intent.GUILD_MEMBERS);
            }
            case MemberLeft(var user) -> {
                var out = dataOf(view).name("user");
                DiscordObjects.user(out, user);
                yield body(MEMBER_REMOVE, out, Intent.GUILD_MEMBERS);
            }
            case MemberUpdated _,
                    Banned _,
                    Unbanned _,
                    GuildUpdated _,
                    ChannelCreated _,
                    ChannelUpdated _,
                    ChannelDeleted _,
                    RoleCreated _,
                    RoleUpdated _,
                    RoleDeleted _,
                    ThreadCreated _,
                    ThreadUpdated _,
                    ThreadDeleted _,
                    ThreadMembersChanged _ -> AccessEncoding.encode(event, view);
        };
    }

    private static EventBody message(byte[] prefix, ShownMessage shown, GuildView view) {
        var whole = messageData(shown, view, Content.SHOWN);
        var withheld = charactersOf(shown) == 0 ? null : messageData(shown, view, Content.WITHHELD);
        return new EventBody(prefix, whole, withheld, Intent.GUILD_MESSAGES.bit());
    }

    private static int charactersOf(ShownMessage shown) {
        var referenced = shown.referenced();
        return shown.message().content().length()
                + (referenced == null ? 0 : referenced.content().length());
    }

    private static byte[] messageData(ShownMessage shown, GuildView view, Content content) {
        int textBytes = content == Content.SHOWN ? charactersOf(shown) * 3 : 0;
        var out = dataOf(view, BYTES_BESIDE_TEXT + textBytes);
        DiscordObjects.messageFields(out, shown, view, content);
        var member = view.member(shown.message().author().id());
        if (member != null) { // who has left since is written without
            out.name("member").beginObject();
            DiscordObjects.memberFields(out, member);
            out.endObject();
        }
        return out.raw(EventBody.END).toBytes();
    }

    static JsonWriter dataOf(GuildView view) {
        return dataOf(view, BYTES_BESIDE_TEXT);
    }

    /// Every dispatch of a guild begins its data with the guild's id.
    private static JsonWriter dataOf(GuildView view, int expectedBytes) {
        return new JsonWriter(expectedBytes)
                .raw(EventBody.DATA)
                .name("guild_id")
                .id(view.id().value());
    }

    static EventBody body(byte[] prefix, JsonWriter data, Intent intent) {
        byte @Nullable [] same = null;
        return new EventBody(prefix, data.raw(EventBody.END).toBytes(), same, intent.bit());
    }
}
