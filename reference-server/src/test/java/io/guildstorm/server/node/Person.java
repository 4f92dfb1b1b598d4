package io.guildstorm.server.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Someone who speaks HTTP to a server.
/// @param base `http://HOST:PORT`
/// @param authorization the header; null: none
public record Person(HttpClient http, String base, @Nullable String authorization) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What came back.
    /// @param body as text; "" with 204
    public record Reply(int status, String body, HttpHeaders headers) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public int code() {
            return json().path("code").asInt(-1);
        }

        /// "" when there is none.
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        public List<String> each(String field) {
            return json().findValuesAsText(field);
        }
    }

    public Reply get(String path) {
        return ask("GET", path, null);
    }

    public Reply post(String path, @Nullable String body) {
        return ask("POST", path, body);
    }

    public Reply patch(String path, String body) {
        return ask("PATCH", path, body);
    }

    public Reply delete(String path) {
        return ask("DELETE", path, null);
    }

    /// @param path from the root if it begins with a slash, else under `/api/v10`
    public Reply ask(String method, String path, @Nullable String body) {
        return later(method, path, body).join();
    }

    public CompletableFuture<Reply> later(String method, String path, @Nullable String body) {
        String where = path.startsWith("/") ? path : "/api/v10/" + path;
        var request = HttpRequest.newBuilder(URI.create(base + where))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Person::reply);
    }

    private static Reply reply(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.body(), response.headers());
    }

    /// One message.
    public Reply send(String channel, String content) {
        return post("channels/" + channel + "/messages", "{\"content\":\"" + content + "\"}");
    }

    /// Messages `prefix 0`, `prefix 1`, …; their ids.
    public List<String> sendMany(String channel, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> send(channel, prefix + " " + i).json().path("id").asText())
                .toList();
    }
}
