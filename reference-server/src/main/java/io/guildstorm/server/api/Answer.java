package io.guildstorm.server.api;

import io.guildstorm.server.wire.ErrorBody;
import io.guildstorm.server.wire.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What a request is answered with.
sealed interface Answer {
    /// @param body empty with 204
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Whole(int status, String contentType, byte[] body, List<Header> headers) implements Answer {
        Whole with(List<Header> more) {
            var all = new ArrayList<>(headers);
            all.addAll(more);
            return new Whole(status, contentType, body, List.copyOf(all));
        }
    }

    /// A body that is made while it is sent, part by part.
    record Parts(String contentType, PartSource source) implements Answer {}

    record Header(String name, String value) {}

    /// Asked for the next part once the last one has gone out, on the connection's lane.
    interface PartSource {
        /// @return empty at the end
        CompletionStage<Optional<byte[]>> next();
    }

    String JSON = "application/json";

    static Whole json(int status, JsonWriter body) {
        return new Whole(status, JSON, body.toBytes(), List.of());
    }

    static Whole text(String body) {
        return new Whole(200, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8), List.of());
    }

    static Whole nothing() {
        return new Whole(204, JSON, new byte[0], List.of());
    }

    static Whole error(ErrorBody error) {
        return new Whole(error.status(), JSON, error.toBytes(), List.of());
    }

    static CompletionStage<Answer> now(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    /// 429: come back after `wait`. The whole seconds of `Retry-After` are never below one, as clients read an
    /// integer.
    static Whole limited(Duration wait, LimitScope scope) {
        long millis = Throttle.millis(wait);
        long wholeSeconds = Math.max(1, Math.ceilDiv(millis, 1_000));
        boolean global = scope == LimitScope.GLOBAL;
        var body = new JsonWriter(96).beginObject().name("message").value("You are being rate limited.");
        body.name("retry_after").value(millis / 1_000.0);
        body.name("global").value(global).endObject();
        var headers = new ArrayList<>(List.of(new Header("Retry-After", Long.toString(wholeSeconds)), scope.header()));
        if (global) { // never as `false`: clients look for the header, not at it
            headers.add(new Header("X-RateLimit-Global", "true"));
        }
        return json(429, body).with(headers);
    }

    /// Whose fault a 429 is.
    enum LimitScope {
        /// The caller's own limit, announced by headers before.
        USER("user"),
        /// The caller's own limit over all routes.
        GLOBAL("global"),
        /// Others fill it too, the server or the limit of an address; nothing announced it.
        SHARED("shared");

        private final String word;

        LimitScope(String word) {
            this.word = word;
        }

        Header header() {
            return new Header("X-RateLimit-Scope", word);
        }
    }
}
