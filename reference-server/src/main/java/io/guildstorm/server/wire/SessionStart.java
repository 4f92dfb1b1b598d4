package io.guildstorm.server.wire;

import static io.guildstorm.server.wire.JsonWriter.ascii;

import io.guildstorm.server.model.Channel;
import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.Permissions;
import io.guildstorm.server.model.Snowflake;
import io.guildstorm.server.model.ThreadChannel;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import java.util.Collection;
import java.util.List;

/// What one session alone is sent when it begins: READY, a GUILD_CREATE for each of its guilds, RESUMED. The three
/// parts of each are those of [EventBody]. Pure.
public final class SessionStart {
    private static final byte[] READY = EventBody.prefixOf("READY");
    private static final byte[] GUILD_CREATE = EventBody.prefixOf("GUILD_CREATE");
    private static final byte[] THREAD_LIST_SYNC = EventBody.prefixOf("THREAD_LIST_SYNC");
    private static final byte[] GUILD_DELETE = EventBody.prefixOf("GUILD_DELETE");
    private static final EventBody RESUMED =
            new EventBody(EventBody.prefixOf("RESUMED"), ascii(",\"op\":0,\"d\":{}}"), null, 0);
    private static final byte[] CREATE_REST = ascii(
            ",\"voice_states\":[]," + "\"guild_scheduled_events\":[],\"stage_instances\":[],\"soundboard_sounds\":[]");

    private SessionStart() {}

    /// @param resumeUrl where to resume, without a query: clients append their own
    /// @param shard which of how many; 0 of 1 for a client that did not say
    public static EventBody ready(User user, List<GuildId> guilds, String sessionId, String resumeUrl, Shard shard) {
        var out = new JsonWriter(1_024).raw(EventBody.DATA).name("v").value(10).name("user");
        DiscordObjects.ownUser(out, user);
        out.name("guilds").beginArray();
        for (GuildId guild : guilds) {
            out.beginObject().name("id").id(guild.value());
            out.name("unavailable").value(true).endObject();
        }
        out.endArray().name("session_id").value(sessionId);
        out.name("resume_gateway_url").value(resumeUrl);
        out.name("shard").beginArray().value(shard.index()).value(shard.count()).endArray();
        out.name("application").beginObject().name("id").id(user.id().value());
        out.name("flags").value(0).endObject();
        out.name("private_channels").beginArray().endArray();
        return new EventBody(READY, out.raw(EventBody.END).toBytes(), null, 0);
    }

    /// A part of a client's connections.
    /// @param index 0 to count - 1
    /// @param count 1 and above
    public record Shard(int index, int count) {
        public static final Shard ONLY = new Shard(0, 1);

        /// Whether events of `guild` go to this part.
        public boolean has(GuildId guild) {
            return (guild.value() >>> Snowflake.TIME_SHIFT) % count == index;
        }
    }

    /// All threads of these channels, for a reader that has just begun to see some of them.
    public static EventBody threadListSync(
            GuildView view, Collection<ChannelId> channels, List<ThreadChannel> threads, UserId reader) {
        var out = new JsonWriter(1_024)
                .raw(EventBody.DATA)
                .name("guild_id")
                .id(view.id().value());
        out.name("channel_ids").beginArray();
        channels.forEach(channel -> out.id(channel.value()));
        out.endArray().name("threads").beginArray();
        threads.forEach(thread -> DiscordObjects.thread(out, view, thread, reader));
        out.endArray().name("members").beginArray();
        for (ThreadChannel thread : threads) {
            if (thread.members().contains(reader)) {
                DiscordObjects.threadMember(out, thread, reader);
            }
        }
        out.endArray();
        return new EventBody(THREAD_LIST_SYNC, out.raw(EventBody.END).toBytes(), null, Intent.GUILDS.bit());
    }

    /// The guild as of `view`. All members are listed to those who asked for presences in a guild of at most
    /// `largeThreshold` members; the reader alone to all others.
    /// @param own what the session itself says: of others nothing is known yet
    public static EventBody guildCreate(GuildView view, Member reader, Presence own, int intents, int largeThreshold) {
        boolean large = view.members().size() > largeThreshold;
        var out = new JsonWriter(4_096).raw(EventBody.DATA);
        DiscordObjects.guildFields(out, view);
        out.name("joined_at").timestamp(reader.joined()).name("large").value(large);
        out.name("unavailable").value(false);
        out.name("member_count").value(view.members().size()).name("members").beginArray();
        if (large || !Intent.GUILD_PRESENCES.in(intents)) {
            DiscordObjects.member(out, reader);
        } else {
            view.members().forEach(member -> DiscordObjects.member(out, member));
        }
        out.endArray().name("channels").beginArray();
        var user = reader.user().id();
        for (Channel channel : view.channels()) {
            if (Permissions.sees(view, channel, user)) {
                DiscordObjects.channel(out, channel);
            }
        }
        out.endArray().name("threads").beginArray();
        for (ThreadChannel thread : view.threads().values()) {
            if (!thread.archived() && Permissions.sees(view, thread, user)) {
                DiscordObjects.thread(out, view, thread, user);
            }
        }
        out.endArray().name("presences").beginArray();
        if (Intent.GUILD_PRESENCES.in(intents) && own.isShown()) {
            own.write(out, view.id());
        }
        out.endArray().raw(CREATE_REST);
        return new EventBody(GUILD_CREATE, out.raw(EventBody.END).toBytes(), null, Intent.GUILDS.bit());
    }

    /// The reader is no member any more.
    public static EventBody guildDelete(GuildId guild) {
        var out = new JsonWriter(64).raw(EventBody.DATA).name("id").id(guild.value());
        return new EventBody(GUILD_DELETE, out.raw(EventBody.END).toBytes(), null, Intent.GUILDS.bit());
    }

    public static EventBody resumed() {
        return RESUMED;
    }
}
