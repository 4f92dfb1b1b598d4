package io.guildstorm.server.wire;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.GatewayCommand.RequestMembers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers to a [RequestMembers], for the session alone that asked. The three parts of each are those of
/// [EventBody]. Pure.
public final class MembersChunk {
    /// Members in one chunk: with them it stays well under what may wait for a socket. Clients expect 1,000 at most.
    public static final int SIZE = 250;

    private static final byte[] CHUNK = EventBody.prefixOf("GUILD_MEMBERS_CHUNK");
    private static final byte[] RATE_LIMITED = EventBody.prefixOf("RATE_LIMITED");

    private MembersChunk() {}

    /// @param index of the chunk, from 0
    /// @param count of all chunks of this answer
    /// @param notFound ids that were asked for and are no members
    /// @param presences of those members, if they were asked for
    public static EventBody of(
            RequestMembers asked,
            List<Member> members,
            int index,
            int count,
            List<UserId> notFound,
            List<Presence> presences) {
        var out = begin(asked.guild()).name("members").beginArray();
        members.forEach(member -> DiscordObjects.member(out, member));
        out.endArray().name("chunk_index").value(index).name("chunk_count").value(count);
        out.name("not_found").beginArray();
        notFound.forEach(user -> out.id(user.value()));
        out.endArray();
        if (asked.presences()) {
            out.name("presences").beginArray();
            presences.forEach(presence -> presence.write(out, asked.guild()));
            out.endArray();
        }
        nonce(out, asked.nonce());
        return body(CHUNK, out);
    }

    /// Not now.
    /// @param retryAfterSeconds when it may be asked for again
    public static EventBody rateLimited(RequestMembers asked, int retryAfterSeconds) {
        var out = new JsonWriter(128).raw(EventBody.DATA).name("opcode").value(8);
        out.name("retry_after").value(retryAfterSeconds).name("meta").beginObject();
        out.name("guild_id").id(asked.guild().value());
        nonce(out, asked.nonce());
        return body(RATE_LIMITED, out.endObject());
    }

    private static JsonWriter begin(GuildId guild) {
        return new JsonWriter(1_024).raw(EventBody.DATA).name("guild_id").id(guild.value());
    }

    private static void nonce(JsonWriter out, @Nullable String nonce) {
        if (nonce != null) {
            out.name("nonce").value(nonce);
        }
    }

    private static EventBody body(byte[] prefix, JsonWriter data) {
        return new EventBody(prefix, data.raw(EventBody.END).toBytes(), null, 0);
    }
}
