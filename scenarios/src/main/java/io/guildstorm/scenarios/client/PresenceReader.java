package io.guildstorm.scenarios.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.scenarios.check.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads the statuses of a dispatch. Those that come by the hundred thousand have their fields in one order, and are
/// read
/// where they lie; any other spelling is read by a JSON parser, rightly but slowly.
///
/// **Owner:** one event loop.
final class PresenceReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] ONE = ascii("{\"t\":\"PRESENCE_UPDATE\",");
    private static final byte[] MANY = ascii("{\"t\":\"PRESENCE_UPDATES\",");
    private static final byte[] GUILD = ascii("{\"t\":\"GUILD_CREATE\",");
    private static final byte[] PRESENCES = ascii("\"presences\":[");
    private static final byte[] USER = ascii("{\"user\":{\"id\":\"");
    private static final byte[] IN_GUILD = ascii("\"},\"guild_id\":\"");
    private static final byte[] STATUS = ascii("\",\"status\":\"");
    private static final byte[] SEQUENCE = ascii("\"s\":");

    private byte[] text = {};
    private int at;
    private int to;
    private int count;

    /// Who is told of each.
    interface Sink {
        void status(long user, Status status);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Whether a payload is one that this reader knows by its beginning.
    boolean isPresence(byte[] payload, int length) {
        return begins(payload, length, ONE) || begins(payload, length, MANY);
    }

    private static boolean begins(byte[] payload, int length, byte[] with) {
        if (length < with.length) return false;
        for (int i = 0; i < with.length; i++) if (payload[i] != with[i]) return false;
        return true;
    }

    /// Of PRESENCE_UPDATE or PRESENCE_UPDATES.
    /// @return how many it brought
    /// @throws IOException it is no such JSON
    int statuses(byte[] payload, int length, Sink sink) throws IOException {
        text = payload;
        to = length;
        at = 0;
        count = 0;
        while (skipTo(USER)) if (!quickly(sink)) return slowly(payload, length, sink);
        return count > 0 ? count : slowly(payload, length, sink);
    }

    /// @return false: nothing is where it should be; what was told until here is told again
    private boolean quickly(Sink sink) {
        long user = digits();
        if (user < 0 || !here(IN_GUILD) || digits() < 0 || !here(STATUS)) return false;
        Status status = word();
        if (status == null) return false;
        sink.status(user, status);
        count++;
        return true;
    }

    private static int slowly(byte[] payload, int length, Sink sink) throws IOException {
        JsonNode data = JSON.readTree(payload, 0, length).path("d");
        JsonNode all = data.path("presences");
        if (!all.isArray()) return tell(data, sink);
        int told = 0;
        for (JsonNode one : all) told += tell(one, sink);
        return told;
    }

    private static int tell(JsonNode one, Sink sink) throws IOException {
        try {
            sink.status(
                    Long.parseLong(one.path("user").path("id").asText()),
                    Status.of(one.path("status").asText()));
            return 1;
        } catch (IllegalArgumentException refused) {
            throw new IOException("no status: " + one, refused);
        }
    }

    /// Whether it is a GUILD_CREATE; then [#guildStatuses] reads it.
    static boolean isGuild(byte[] payload, int length) {
        return begins(payload, length, GUILD);
    }

    /// What the `presences` of a GUILD_CREATE say.
    /// @return how many
    /// @throws IOException it is no such JSON
    int guildStatuses(byte[] payload, int length, Sink sink) throws IOException {
        text = payload;
        to = length;
        at = 0;
        if (!skipTo(PRESENCES) || text[at] == ']') return 0;
        int told = 0;
        for (JsonNode one : JSON.readTree(payload, 0, length).path("d").path("presences")) told += tell(one, sink);
        return told;
    }

    /// The top-level `s`, which stands before `d`; -1: there is none where it should be.
    long sequence(byte[] payload, int length) {
        text = payload;
        to = Math.min(length, 80);
        at = 0;
        return skipTo(SEQUENCE) ? digits() : -1;
    }

    private boolean skipTo(byte[] wanted) {
        int last = to - wanted.length;
        outer:
        for (int i = at; i <= last; i++) {
            for (int k = 0; k < wanted.length; k++) if (text[i + k] != wanted[k]) continue outer;
            at = i + wanted.length;
            return true;
        }
        return false;
    }

    private boolean here(byte[] wanted) {
        if (at + wanted.length > to) return false;
        for (int k = 0; k < wanted.length; k++) if (text[at + k] != wanted[k]) return false;
        at += wanted.length;
        return true;
    }

    private long digits() {
        long value = 0;
        int from = at;
        while (at < to && text[at] >= '0' && text[at] <= '9') value = value * 10 + (text[at++] - '0');
        return at == from ? -1 : value;
    }

    private @Nullable Status word() {
        int end = at;
        while (end < to && text[end] != '"') end++;
        int length = end - at;
        Status status = switch (length) {
            case 3 -> Status.DND;
            case 4 -> Status.IDLE;
            case 6 -> Status.ONLINE;
            case 7 -> Status.OFFLINE;
            default -> null;
        };
        if (status == null || !status.word().equals(new String(text, at, length, StandardCharsets.US_ASCII)))
            return null;
        at = end;
        return status;
    }
}
