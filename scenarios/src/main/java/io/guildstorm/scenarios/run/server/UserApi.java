package io.guildstorm.scenarios.run.server;

import io.guildstorm.scenarios.run.exit.EnvironmentException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// The server's REST API, `/api/v10`, as its users call it. Any thread; calls block.
public final class UserApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /// @param server `http://HOST:PORT`
    public UserApi(URI server) {
        this.server = server;
    }

    /// @param body JSON; empty: none
    /// @return the answer, whatever it is
    /// @throws IOException no answer came
    public HttpResponse<String> send(String method, String path, String body, String token) throws IOException {
        BodyPublisher publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v10" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bot " + token)
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// What a run cannot go on without.
    /// @throws EnvironmentException it was not answered 2xx
    public HttpResponse<String> insist(String method, String path, String body, String token) {
        try {
            HttpResponse<String> answer = send(method, path, body, token);
            if (answer.statusCode() / 100 == 2) return answer;
            throw new EnvironmentException(
                    method + " " + path + " was answered " + answer.statusCode() + " " + answer.body());
        } catch (IOException e) {
            throw new EnvironmentException(method + " " + path + " failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
