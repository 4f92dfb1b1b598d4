package io.guildstorm.scenarios.run.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the server says of itself at `/metrics`. Any thread.
public final class ServerMeters implements AutoCloseable {
    private static final String COUNTER = "_total";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest request;

    public ServerMeters(URI server) {
        request = HttpRequest.newBuilder(server.resolve("/metrics"))
                .timeout(PATIENCE)
                .build();
    }

    /// Sockets that were closed because of their slow readers; null: it does not say.
    public @Nullable Long closedAsSlow() {
        return valueOf("guildstorm_gateway_closes_slow_sockets_total", text());
    }

    /// Every counter whose name begins so, without that prefix; none when the server does not answer.
    public Map<String, Long> named(String prefix) {
        return named(prefix, text());
    }

    static Map<String, Long> named(String prefix, String text) {
        Map<String, Long> counts = new TreeMap<>();
        text.lines().filter(line -> line.startsWith(prefix)).forEach(line -> {
            String name = line.substring(prefix.length()).split("[ {]", 2)[0];
            if (!name.endsWith(COUNTER)) return;
            counts.merge(
                    name.substring(0, name.length() - COUNTER.length()),
                    (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)),
                    Long::sum);
        });
        return counts;
    }

    /// Empty when it does not answer.
    private String text() {
        try {
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException unanswered) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
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
