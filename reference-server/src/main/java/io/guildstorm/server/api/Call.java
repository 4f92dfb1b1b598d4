package io.guildstorm.server.api;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.MessageId;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.ErrorBody;
import io.guildstorm.server.wire.ErrorBody.FieldError;
import io.guildstorm.server.wire.Form;
import io.guildstorm.server.wire.RefusedRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request, read whole, its route known and its caller verified.
/// @param params what stood for the names in braces of the route's path
/// @param body at most what the route allows
/// @param query all values of each name
/// @param who null where the route needs no user
/// @param host what the client calls this server, from the Host header; "" if it did not say
/// @param receivedNanos when the request had been read, on the node's ticker
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record Call(
        Map<String, String> params,
        Map<String, List<String>> query,
        byte[] body,
        @Nullable User who,
        String host,
        long receivedNanos) {

    User caller() {
        if (who == null) {
            throw new IllegalStateException("the route asks for no token, but for a caller");
        }
        return who;
    }

    Form form() {
        return Form.read(body);
    }

    GuildId guild() {
        return new GuildId(idOr(10004, "Unknown Guild", "guild"));
    }

    ChannelId channel() {
        return new ChannelId(idOr(10003, "Unknown Channel", "channel"));
    }

    MessageId message() {
        return new MessageId(idOr(10008, "Unknown Message", "message"));
    }

    UserId user() {
        return new UserId(idOr(10013, "Unknown User", "user"));
    }

    /// An id in the path.
    /// @param code of the error when it is none
    long idIn(String param, int code, String message) {
        return idOr(code, message, param);
    }

    /// The channel or guild that it is about; 0: neither, or no id.
    long topLevel() {
        String named = params.getOrDefault("channel", params.getOrDefault("guild", ""));
        return Math.max(0, Form.idOf(named));
    }

    private long idOr(int code, String message, String param) {
        long id = Form.idOf(params.getOrDefault(param, ""));
        if (id <= 0) {
            throw new RefusedRequest(404, code, message);
        }
        return id;
    }

    Optional<String> text(String name) {
        var values = query.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /// An id in the query; empty when it is absent.
    Optional<Long> id(String name) {
        return text(name).map(value -> {
            long id = Form.idOf(value);
            if (id <= 0 && !"0".equals(value)) {
                throw wrong(name, "NUMBER_TYPE_COERCE", "Value \"" + value + "\" is not an id.");
            }
            return id;
        });
    }

    int limit(int max, int otherwise) {
        var value = text("limit");
        if (value.isEmpty()) {
            return otherwise;
        }
        int limit;
        try {
            limit = Integer.parseInt(value.get());
        } catch (NumberFormatException _) {
            throw wrong("limit", "NUMBER_TYPE_COERCE", "Value \"" + value.get() + "\" is not a whole number.");
        }
        if (limit < 1 || limit > max) {
            throw wrong("limit", "NUMBER_TYPE_RANGE", "Must be between 1 and " + max + "; was " + limit + ".");
        }
        return limit;
    }

    static RefusedRequest wrong(String field, String code, String message) {
        return new RefusedRequest(ErrorBody.form(List.of(new FieldError(List.of(field), code, message))));
    }
}
