package io.guildstorm.scenarios.client;

/// What a client says, as JSON.
final class ClientPayloads {
    private ClientPayloads() {}

    static String identify(String token, int intents) {
        return "{\"op\":2,\"d\":{\"token\":\"" + token + "\",\"intents\":" + intents
                + ",\"properties\":{\"os\":\"linux\",\"browser\":\"guildstorm\",\"device\":\"guildstorm\"}}}";
    }

    static String resume(String token, Departure from) {
        return "{\"op\":6,\"d\":{\"token\":\"" + token + "\",\"session_id\":\"" + from.session() + "\",\"seq\":"
                + from.sequence() + "}}";
    }

    /// @param sequence of the last dispatch, below zero: none came
    static String heartbeat(long sequence) {
        return "{\"op\":1,\"d\":" + (sequence < 0 ? "null" : Long.toString(sequence)) + "}";
    }

    static String opening(long guild) {
        return "{\"op\":14,\"d\":{\"guild_id\":\"" + guild
                + "\",\"typing\":true,\"activities\":true,\"threads\":true}}";
    }
}
