package io.guildstorm.scenarios.client;

import io.guildstorm.scenarios.check.Status;
import java.util.Collection;

/// What a client says that cares for nothing but who is online.
final class PresencePayloads {
    /// GUILDS, GUILD_PRESENCES.
    private static final int INTENTS = 1 | 1 << 8;

    private PresencePayloads() {}

    /// @param aware whether the server may put the statuses of a window into one dispatch
    static String identify(String token, boolean aware) {
        return "{\"op\":2,\"d\":{\"token\":\"" + token + "\",\"intents\":" + INTENTS
                + (aware ? ",\"batch_presence_aware\":true" : "")
                + ",\"presence\":{\"status\":\"online\",\"since\":null,\"activities\":[],\"afk\":false}"
                + ",\"properties\":{\"os\":\"linux\",\"browser\":\"guildstorm\",\"device\":\"guildstorm\"}}}";
    }

    /// @param members none: it shows nobody of the guild any more
    static String show(String guild, Collection<String> members) {
        String ids = members.isEmpty() ? "" : "\"" + String.join("\",\"", members) + "\"";
        return "{\"op\":14,\"d\":{\"guild_id\":\"" + guild + "\",\"members\":[" + ids + "]}}";
    }

    static String change(Status to) {
        return "{\"op\":3,\"d\":{\"status\":\"" + to.word() + "\",\"since\":null,\"activities\":[],\"afk\":false}}";
    }

    /// @param sequence of the last dispatch; below 0: there was none
    static String heartbeat(long sequence) {
        return "{\"op\":1,\"d\":" + (sequence < 0 ? "null" : Long.toString(sequence)) + "}";
    }
}
