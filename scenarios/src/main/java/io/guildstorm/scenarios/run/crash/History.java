package io.guildstorm.scenarios.run.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.scenarios.check.MarkedText;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All messages of a channel, read back page by page.
/// @param byNumber number of a measured message → ids under which it is there
/// @param corrupted messages whose text is not as it was sent
record History(Map<Integer, List<String>> byNumber, long corrupted) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PAGE = 100;

    /// @param token of a user who may read
    static History read(URI server, String channel, String token) {
        Map<Integer, List<String>> found = new HashMap<>();
        long corrupted = 0;
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            String before = "";
            JsonNode page;
            do {
                page = page(client, server, channel, token, before);
                for (JsonNode message : page) {
                    byte[] text = message.path("content").asText().getBytes(StandardCharsets.UTF_8);
                    if (MarkedText.verify(text) instanceof MarkedText.Created created)
                        found.computeIfAbsent(created.number(), _ -> new ArrayList<>())
                                .add(message.path("id").asText());
                    else corrupted++;
                }
                before = page.path(page.size() - 1).path("id").asText();
            } while (page.size() == PAGE);
        }
        return new History(found, corrupted);
    }

    private static JsonNode page(HttpClient client, URI server, String channel, String token, String before) {
        String path = "/api/v10/channels/" + channel + "/messages?limit=" + PAGE
                + (before.isEmpty() ? "" : "&before=" + before);
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bot " + token)
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200)
                throw new EnvironmentException("history was answered " + answer.statusCode() + " " + answer.body());
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new EnvironmentException("history could not be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("history could not be read: interrupted", e);
        }
    }

    /// Ids of a message, none when it is not there.
    List<String> ids(int number) {
        List<String> ids = byNumber.get(number);
        return ids == null ? List.of() : ids;
    }

    /// All of them.
    long messages() {
        return byNumber.values().stream().mapToLong(List::size).sum();
    }

    /// Numbers that are there more than once.
    long twice() {
        return byNumber.values().stream().filter(ids -> ids.size() > 1).count();
    }
}
