package io.guildstorm.server.wire;

import static io.guildstorm.server.wire.JsonWriter.ascii;

import io.guildstorm.server.model.GuildId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Dispatches that tell of presences. One that is shown to many is written once, as [Told], and shared by all
/// frames that carry it. Pure.
///
/// PRESENCE_UPDATE is what client libraries know: a frame a user. PRESENCE_UPDATES, for those who said that they read
/// it (`batch_presence_aware` in IDENTIFY), carries `{"presences":[…]}`, the data of any number of them.
public final class PresenceEvents {
    /// Bytes of one frame at most, about; a resume counts frames, not bytes, so this only spares a socket's queue.
    static final int BATCH_BYTES_MAX = 32 << 10;

    /// What a resume repeats in place of a dispatch of presences: what they have become is told anew behind it.
    public static final EventBody NOTHING_NEW;

    private static final byte[] ONE = EventBody.prefixOf("PRESENCE_UPDATE");
    private static final byte[] MANY = EventBody.prefixOf("PRESENCE_UPDATES");
    private static final byte[] ONE_BEGINS = ascii(",\"op\":0,\"d\":");
    private static final byte[] ONE_ENDS = ascii("}");
    private static final byte[] MANY_BEGIN = ascii(",\"op\":0,\"d\":{\"presences\":[");
    private static final byte[] MANY_END = ascii("]}}");

    static {
        NOTHING_NEW = batch(List.of());
    }

    private PresenceEvents() {}

    /// One presence as it is shown in one guild, for all who are told of it. **Owner:** the lane that tells it.
    public static final class Told {
        private final byte[] data;
        private @Nullable EventBody alone;

        public Told(Presence presence, GuildId guild) {
            var out = new JsonWriter(192);
            presence.write(out, guild);
            data = out.toBytes();
        }

        /// A PRESENCE_UPDATE.
        public EventBody alone() {
            var known = alone;
            if (known == null) {
                known = body(ONE, join(ONE_BEGINS, List.of(this), ONE_ENDS));
                alone = known;
            }
            return known;
        }
    }

    /// As few PRESENCE_UPDATES as will do.
    /// @param told in this order
    public static List<EventBody> updates(List<Told> told) {
        var frames = new ArrayList<EventBody>();
        int from = 0;
        int bytes = 0;
        for (int i = 0; i < told.size(); i++) {
            int length = told.get(i).data.length;
            if (bytes + length > BATCH_BYTES_MAX && i > from) {
                frames.add(batch(told.subList(from, i)));
                from = i;
                bytes = 0;
            }
            bytes += length + 1;
        }
        frames.add(batch(told.subList(from, told.size())));
        return frames;
    }

    private static EventBody batch(List<Told> told) {
        return body(MANY, join(MANY_BEGIN, told, MANY_END));
    }

    private static EventBody body(byte[] prefix, byte[] rest) {
        return new EventBody(prefix, rest, null, Intent.GUILD_PRESENCES.bit());
    }

    private static byte[] join(byte[] before, List<Told> parts, byte[] behind) {
        int length = before.length + behind.length + Math.max(0, parts.size() - 1);
        for (Told part : parts) {
            length += part.data.length;
        }
        var all = new byte[length];
        int at = put(before, all, 0);
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                all[at++] = ',';
            }
            at = put(parts.get(i).data, all, at);
        }
        put(behind, all, at);
        return all;
    }

    private static int put(byte[] part, byte[] into, int at) {
        System.arraycopy(part, 0, into, at, part.length);
        return at + part.length;
    }
}
