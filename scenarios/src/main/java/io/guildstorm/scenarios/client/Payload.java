package io.guildstorm.scenarios.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A gateway payload as far as a reader needs it, parsed in full: the slow way, for a payload's first sight.
/// @param op -1 if it has none
/// @param type of a dispatch
/// @param sequence of a dispatch, -1 if it has none
/// @param heartbeatMillis of HELLO
/// @param data what `d` says, as far as it is used
record Payload(int op, @Nullable String type, long sequence, int heartbeatMillis, Data data) {
    /// Ids are 0 when absent.
    /// @param userId of `d.user`, or `d.user_id`
    /// @param sessionId of READY
    record Data(
            long id,
            long channelId,
            long guildId,
            long authorId,
            long userId,
            @Nullable String content,
            boolean unavailable,
            @Nullable String sessionId) {
        static final Data NONE = new Data(0, 0, 0, 0, 0, null, false, null);
    }

    private static final JsonFactory JSON = new JsonFactory();

    /// @throws IOException it is no JSON object
    static Payload parse(byte[] bytes) throws IOException {
        int op = -1;
        String type = null;
        long sequence = -1;
        int heartbeat = 0;
        Data data = Data.NONE;
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) throw new IOException("no JSON object");
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                switch (name) {
                    case "op" -> op = json.getIntValue();
                    case "t" -> type = value == JsonToken.VALUE_STRING ? json.getText() : null;
                    case "s" -> sequence = value == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : -1;
                    case "d" -> {
                        if (value == JsonToken.START_OBJECT) {
                            var reading = new DataReading();
                            reading.object(json);
                            data = reading.data();
                            heartbeat = reading.heartbeatMillis;
                        } else {
                            json.skipChildren();
                        }
                    }
                    default -> json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null)
                throw new IOException("more than one JSON object");
        }
        return new Payload(op, type, sequence, heartbeat, data);
    }

    /// Collects the fields of `d`.
    private static final class DataReading {
        private long id;
        private long channelId;
        private long guildId;
        private long authorId;
        private long userId;
        private @Nullable String content;
        private boolean unavailable;
        private int heartbeatMillis;
        private @Nullable String sessionId;

        void object(JsonParser json) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "id" -> id = number(json, value);
                    case "channel_id" -> channelId = number(json, value);
                    case "guild_id" -> guildId = number(json, value);
                    case "author" -> authorId = idOf(json, value);
                    case "user" -> userId = idOf(json, value);
                    case "user_id" -> userId = number(json, value);
                    case "content" -> content = value == JsonToken.VALUE_STRING ? json.getText() : null;
                    case "session_id" -> sessionId = value == JsonToken.VALUE_STRING ? json.getText() : null;
                    case "unavailable" -> unavailable = value == JsonToken.VALUE_TRUE;
                    case "heartbeat_interval" -> heartbeatMillis = (int) number(json, value);
                    default -> json.skipChildren();
                }
            }
        }

        Data data() {
            return new Data(id, channelId, guildId, authorId, userId, content, unavailable, sessionId);
        }

        private static long idOf(JsonParser json, JsonToken value) throws IOException {
            if (value != JsonToken.START_OBJECT) return 0;
            long id = 0;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isId = json.currentName().equals("id");
                JsonToken inner = json.nextToken();
                if (isId) id = number(json, inner);
                else json.skipChildren();
            }
            return id;
        }

        private static long number(JsonParser json, JsonToken value) throws IOException {
            if (value == JsonToken.VALUE_NUMBER_INT) return json.getLongValue();
            if (value != JsonToken.VALUE_STRING) return 0;
            try {
                return Long.parseLong(json.getText());
            } catch (NumberFormatException refused) {
                return 0;
            }
        }
    }
}
