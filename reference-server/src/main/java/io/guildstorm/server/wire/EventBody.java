package io.guildstorm.server.wire;

import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildView;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The bytes of a dispatch, all but the sequence number, encoded once for all who get it. A frame's payload is
/// [#prefix] + decimal `s` + [#afterSequence]. Immutable: nobody writes into the arrays.
///
/// @param prefix `{"t":"MESSAGE_CREATE","s":`, the same array for all events of a type
/// @param afterSequence `,"op":0,"d":{…}}`
/// @param withoutContent the same for a reader without the MESSAGE_CONTENT intent; null: no difference
/// @param intent the bit that a session must have asked for
@SuppressWarnings("ArrayRecordComponent") // shared by all sessions on purpose; never written after construction
public record EventBody(byte[] prefix, byte[] afterSequence, byte @Nullable [] withoutContent, int intent) {

    /// What stands between the sequence number and the first field of the data, and behind its last.
    static final byte[] DATA = ",\"op\":0,\"d\":{".getBytes(StandardCharsets.UTF_8);

    static final byte[] END = "}}".getBytes(StandardCharsets.UTF_8);

    /// Encodes `event` as it stands in `view`, the guild right after it.
    public static EventBody of(GuildEvent event, GuildView view) {
        return EventEncoding.encode(event, view);
    }

    /// `{"t":"NAME","s":` in bytes.
    static byte[] prefixOf(String name) {
        return ("{\"t\":\"" + name + "\",\"s\":").getBytes(StandardCharsets.UTF_8);
    }
}
