package io.guildstorm.server.wire;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildId;
import java.util.List;

/// What a passive session is told instead of messages: the newest of each channel, so that it knows what is
/// unread. Pure.
public final class PassiveUpdate {
    private static final byte[] SNAPSHOT = EventBody.prefixOf("PASSIVE_UPDATE_V1");
    private static final byte[] DELTA = EventBody.prefixOf("PASSIVE_UPDATE_V2");
    private static final int BYTES_BESIDE_MARKS = 192;
    private static final int BYTES_OF_MARK = 72;

    private PassiveUpdate() {}

    /// @param lastMessage 0: none is known
    public record Mark(ChannelId channel, long lastMessage) {}

    /// All channels.
    public static EventBody snapshot(GuildId guild, List<Mark> marks) {
        var out = dataOf(guild, marks).name("voice_states").beginArray().endArray();
        out.name("members").beginArray().endArray().name("channels");
        return body(SNAPSHOT, write(out, marks));
    }

    /// Those alone in which something was said.
    public static EventBody delta(GuildId guild, List<Mark> marks) {
        var out = write(dataOf(guild, marks).name("updated_channels"), marks);
        out.name("updated_members").beginArray().endArray();
        out.name("updated_voice_states").beginArray().endArray();
        return body(DELTA, out.name("removed_voice_states").beginArray().endArray());
    }

    private static JsonWriter dataOf(GuildId guild, List<Mark> marks) {
        return new JsonWriter(BYTES_BESIDE_MARKS + BYTES_OF_MARK * marks.size())
                .raw(EventBody.DATA)
                .name("guild_id")
                .id(guild.value());
    }

    private static JsonWriter write(JsonWriter out, List<Mark> marks) {
        out.beginArray();
        for (Mark mark : marks) {
            out.beginObject().name("id").id(mark.channel().value()).name("last_message_id");
            if (mark.lastMessage() == 0) {
                out.nullValue();
            } else {
                out.id(mark.lastMessage());
            }
            out.endObject();
        }
        return out.endArray();
    }

    private static EventBody body(byte[] prefix, JsonWriter data) {
        return EventEncoding.body(prefix, data, Intent.GUILD_MESSAGES);
    }
}
