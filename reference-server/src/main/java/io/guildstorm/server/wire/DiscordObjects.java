package io.guildstorm.server.wire;

import static io.guildstorm.server.wire.JsonWriter.ascii;

import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Message;
import io.guildstorm.server.model.Overwrite;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.Role;
import io.guildstorm.server.model.RoleId;
import io.guildstorm.server.model.ShownMessage;
import io.guildstorm.server.model.Snowflake;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The objects of the Discord dialect, each as its clients demand it (docs/protocol.md): fields without a meaning
/// here are written with a neutral value, as client libraries fail without some of them. Pure.
public final class DiscordObjects {
    private static final byte[] USER_REST = ascii(",\"avatar\":null,\"public_flags\":0");
    private static final byte[] MEMBER_REST = ascii(
            ",\"deaf\":false,\"mute\":false,\"flags\":0,\"pending\":false,\"avatar\":null,\"premium_since\":null");
    private static final byte[] MESSAGE_REST = messageRest(false);
    private static final byte[] MESSAGE_REST_TO_EVERYONE = messageRest(true);
    private static final byte[] ROLE_REST =
            ascii(",\"managed\":false,\"flags\":0,\"icon\":null,\"unicode_emoji\":null");
    private static final byte[] CHANNEL_REST = ascii(",\"nsfw\":false,\"last_message_id\":null,\"flags\":0");
    private static final byte[] THREAD_REST =
            ascii(",\"nsfw\":false,\"last_message_id\":null,\"flags\":0,\"applied_tags\":[]");

    private static final byte[] GUILD_REST =
            ascii(",\"icon\":null,\"splash\":null,\"description\":null,\"banner\":null,"
                    + "\"afk_channel_id\":null,\"afk_timeout\":300,\"verification_level\":0,\"default_message_notifications\":0,"
                    + "\"explicit_content_filter\":0,\"mfa_level\":0,\"nsfw_level\":0,\"premium_tier\":0,"
                    + "\"premium_subscription_count\":0,\"preferred_locale\":\"en-US\",\"system_channel_id\":null,"
                    + "\"system_channel_flags\":0,\"rules_channel_id\":null,\"public_updates_channel_id\":null,"
                    + "\"vanity_url_code\":null,\"features\":[],\"emojis\":[],\"stickers\":[]");

    /// The kind of a message that refers to nothing.
    private static final int PLAIN = 0;

    /// Flag of a message that a thread begins with.
    private static final int HAS_THREAD = 32;

    private static final int PUBLIC_THREAD = 11;
    private static final int PRIVATE_THREAD = 12;

    private DiscordObjects() {}

    private static byte[] messageRest(boolean toEveryone) {
        return ascii(",\"tts\":false,\"mention_everyone\":" + toEveryone
                + ",\"attachments\":[],\"embeds\":[],\"components\":[],\"pinned\":false");
    }

    public static void user(JsonWriter out, User user) {
        out.beginObject();
        userFields(out, user);
        out.endObject();
    }

    /// What only the user itself is told beside [#user].
    public static void ownUser(JsonWriter out, User user) {
        out.beginObject();
        userFields(out, user);
        out.name("verified").value(true).name("mfa_enabled").value(false);
        out.name("flags").value(0).name("locale").value("en-US").endObject();
    }

    private static void userFields(JsonWriter out, User user) {
        out.name("id").id(user.id().value()).name("username").value(user.name());
        out.name("discriminator").value(user.bot() ? "0000" : "0");
        out.name("global_name").value(user.name()).name("bot").value(user.bot()).raw(USER_REST);
    }

    public static void member(JsonWriter out, Member member) {
        out.beginObject().name("user");
        user(out, member.user());
        memberFields(out, member);
        out.endObject();
    }

    /// All of a member but its user.
    static void memberFields(JsonWriter out, Member member) {
        out.name("roles").beginArray();
        for (RoleId role : member.roles()) {
            out.id(role.value());
        }
        out.endArray().name("nick").value(member.nick());
        out.name("joined_at").timestamp(member.joined());
        out.name("communication_disabled_until")
                .timestamp(member.timedOutUntil())
                .raw(MEMBER_REST);
    }

    public static void role(JsonWriter out, Role role) {
        out.beginObject().name("id").id(role.id().value()).name("name").value(role.name());
        out.name("permissions").id(role.permissions()).name("position").value(role.position());
        out.name("color").value(role.color()).name("colors").beginObject();
        out.name("primary_color").value(role.color()).name("secondary_color").nullValue();
        out.name("tertiary_color").nullValue().endObject();
        out.name("hoist").value(role.hoist()).name("mentionable").value(role.mentionable());
        out.raw(ROLE_REST).endObject();
    }

    public static void channel(JsonWriter out, Channel channel) {
        out.beginObject();
        channelFields(out, channel);
        out.endObject();
    }

    static void channelFields(JsonWriter out, Channel channel) {
        out.name("id")
                .id(channel.id().value())
                .name("type")
                .value(channel.kind().code());
        out.name("name").value(channel.name()).name("position").value(channel.position());
        out.name("guild_id").id(channel.guild().value()).name("topic").value(channel.topic());
        out.name("parent_id");
        id(out, channel.parent());
        out.name("rate_limit_per_user").value(channel.slowmodeSeconds());
        out.name("permission_overwrites").beginArray();
        for (Overwrite overwrite : channel.overwrites()) {
            out.beginObject().name("id").id(overwrite.target());
            out.name("type").value(overwrite.kind().code());
            out.name("allow")
                    .id(overwrite.allow())
                    .name("deny")
                    .id(overwrite.deny())
                    .endObject();
        }
        out.endArray().raw(CHANNEL_REST);
    }

    private static void id(JsonWriter out, @Nullable ChannelId id) {
        if (id == null) {
            out.nullValue();
        } else {
            out.id(id.value());
        }
    }

    /// @param view that the thread stands in
    /// @param reader gets its own membership with it, if it follows the thread; null: nobody in particular
    public static void thread(JsonWriter out, GuildView view, ThreadChannel thread, @Nullable UserId reader) {
        out.beginObject();
        threadFields(out, view, thread);
        if (reader != null && thread.members().contains(reader)) {
            out.name("member");
            threadMember(out, thread, reader);
        }
        out.endObject();
    }

    static int typeOf(ThreadChannel thread) {
        return thread.isPrivate() ? PRIVATE_THREAD : PUBLIC_THREAD;
    }

    static void threadFields(JsonWriter out, GuildView view, ThreadChannel thread) {
        out.name("id").id(thread.id().value());
        out.name("type").value(typeOf(thread));
        out.name("guild_id")
                .id(thread.guild().value())
                .name("parent_id")
                .id(thread.parent().value());
        out.name("owner_id").id(thread.owner().value()).name("name").value(thread.name());
        out.name("rate_limit_per_user").value(thread.slowmodeSeconds());
        var said = view.counts().in(thread.id());
        out.name("message_count").value(said.there());
        out.name("total_message_sent").value(said.ever());
        out.name("member_count")
                .value(thread.members().size())
                .name("thread_metadata")
                .beginObject();
        out.name("archived").value(thread.archived()).name("locked").value(thread.locked());
        out.name("auto_archive_duration").value(thread.autoArchiveMinutes());
        out.name("archive_timestamp").timestamp(thread.archiveChanged());
        out.name("create_timestamp").timestamp(Snowflake.timeOf(thread.id().value()));
        if (thread.isPrivate()) {
            out.name("invitable").value(true);
        }
        out.endObject().raw(THREAD_REST);
    }

    /// When somebody joined a thread is not kept: the time at which it began stands for it.
    public static void threadMember(JsonWriter out, ThreadChannel thread, UserId member) {
        out.beginObject();
        threadMemberFields(out, thread, member);
        out.endObject();
    }

    static void threadMemberFields(JsonWriter out, ThreadChannel thread, UserId member) {
        out.name("id").id(thread.id().value()).name("user_id").id(member.value());
        out.name("join_timestamp").timestamp(Snowflake.timeOf(thread.id().value()));
        out.name("flags").value(0);
    }

    /// A guild as REST answers it, without channels and members. Open: the caller may add fields and ends it.
    public static JsonWriter beginGuild(JsonWriter out, GuildView view) {
        guildFields(out.beginObject(), view);
        return out;
    }

    static void guildFields(JsonWriter out, GuildView view) {
        out.name("id").id(view.id().value()).name("name").value(view.name());
        out.name("owner_id").id(view.owner().value()).raw(GUILD_REST);
        out.name("roles").beginArray();
        for (Role role : view.roles().values()) {
            role(out, role);
        }
        out.endArray();
    }

    /// A guild in the list of those that `reader` is a member of.
    public static void partialGuild(JsonWriter out, GuildView view, UserId reader) {
        out.beginObject().name("id").id(view.id().value()).name("name").value(view.name());
        out.name("icon").nullValue().name("banner").nullValue();
        out.name("owner").value(view.owner().equals(reader));
        out.name("permissions").id(Permissions.inGuild(view, reader));
        out.name("features").beginArray().endArray().endObject();
    }

    /// A message as REST answers it.
    /// @param view its guild, for those whom it mentions; null: nobody can be looked up
    public static void message(JsonWriter out, ShownMessage shown, @Nullable GuildView view) {
        out.beginObject();
        messageFields(out, shown, view, Content.SHOWN);
        out.endObject();
    }

    /// Whether the reader may see what a message says.
    enum Content {
        SHOWN,
        WITHHELD
    }

    static void messageFields(JsonWriter out, ShownMessage shown, @Nullable GuildView view, Content content) {
        messageFields(out, shown.message(), view, content);
        var referenced = shown.referenced();
        if (referenced != null) {
            out.name("referenced_message").beginObject();
            messageFields(out, referenced, view, content);
            out.endObject();
        } else if (shown.message().reference() != null) {
            out.name("referenced_message").nullValue();
        }
    }

    /// All but what it refers to.
    private static void messageFields(JsonWriter out, Message message, @Nullable GuildView view, Content content) {
        var reference = message.reference();
        out.name("id").id(message.id().value());
        out.name("channel_id").id(message.channel().value());
        out.name("type").value(reference == null ? PLAIN : reference.kind().messageType());
        out.name("author");
        user(out, message.author());
        out.name("content").value(content == Content.SHOWN ? message.content() : "");
        out.name("timestamp").timestamp(Snowflake.timeOf(message.id().value()));
        out.name("edited_timestamp").timestamp(message.edited());
        mentions(out, Mentions.in(message.content()), view);
        out.raw(message.mentionsEveryone() ? MESSAGE_REST_TO_EVERYONE : MESSAGE_REST);
        var thread =
                view == null ? null : view.thread(new ChannelId(message.id().value()));
        out.name("flags").value(thread == null ? 0 : HAS_THREAD);
        if (view != null && thread != null) {
            out.name("thread");
            thread(out, view, thread, null);
        }
        var nonce = message.nonce();
        if (nonce != null) {
            out.name("nonce");
            if (nonce.numeric()) {
                out.json(ascii(nonce.text()));
            } else {
                out.value(nonce.text());
            }
        }
        if (reference != null) {
            out.name("message_reference").beginObject().name("type").value(0);
            out.name("message_id").id(reference.message().value());
            out.name("channel_id").id(reference.channel().value());
            out.name("guild_id").id(message.guild().value()).endObject();
        }
    }

    private static void mentions(JsonWriter out, List<UserId> mentioned, @Nullable GuildView view) {
        out.name("mentions").beginArray();
        for (UserId id : mentioned) {
            var member = view == null ? null : view.member(id);
            if (member != null) {
                user(out, member.user());
            }
        }
        out.endArray().name("mention_roles").beginArray().endArray();
    }
}
