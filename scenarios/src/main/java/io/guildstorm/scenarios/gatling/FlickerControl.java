package io.guildstorm.scenarios.gatling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// The words of whoever runs the process, a JSON object a line on standard input: `{"cmd":"start","anchor_ns":…}` when
/// the flickering begins, and `{"cmd":"end"}`. Its end before that means that nobody is left to run the process.
///
/// **Owner** the thread `control`, which writes; any thread reads.
final class FlickerControl {
    private static final ObjectMapper JSON = new ObjectMapper();

    private volatile boolean begun;
    private volatile boolean ended;
    private volatile long anchorNanos;

    void listen(InputStream input, Runnable abandoned) {
        Thread.ofPlatform().daemon().name("control").start(() -> read(input, abandoned));
    }

    private void read(InputStream input, Runnable abandoned) {
        try (var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) obey(JSON.readTree(line));
                if (ended) return;
            }
        } catch (IOException _) {
            // as if the input had ended
        }
        abandoned.run();
    }

    private void obey(JsonNode said) {
        switch (said.path("cmd").asText()) {
            case "start" -> {
                anchorNanos = said.path("anchor_ns").asLong();
                begun = true;
            }
            case "end" -> ended = true;
            default -> throw new IllegalArgumentException("unknown: " + said + ": start or end");
        }
    }

    boolean begun() {
        return begun;
    }

    /// When it begins, once that is known.
    long anchorNanos() {
        return anchorNanos;
    }

    boolean ended() {
        return ended;
    }
}
