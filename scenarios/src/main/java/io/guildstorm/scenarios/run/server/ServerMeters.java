package io.guildstorm.scenarios.run.slow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the server says of itself at `/metrics`. Any thread.
final class ServerMeters implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest request;

    ServerMeters(URI server) {
        request = HttpRequest.newBuilder(server.resolve("/metrics"))
                .timeout(PATIENCE)
                .build();
    }

    /// Sockets that were closed because of their slow readers; null: it does not say.
    @Nullable
    Long closedAsSlow() {
        try {
            return valueOf(
                    "guildstorm_gateway_closes_slow_sockets_total",
                    client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException unanswered) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /// @param text in Prometheus's form
    static @Nullable Long valueOf(String meter, String text) {
        return text.lines()
                .filter(line -> line.startsWith(meter + " ") || line.startsWith(meter + "{"))
                .map(line -> (Long) (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .reduce(Long::sum)
                .orElse(null);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
