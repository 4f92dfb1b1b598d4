package io.guildstorm.scenarios.gatling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What [PresenceStormSimulation] is told by system properties `gs.*`.
///
/// | property | meaning |
/// |---|---|
/// | `gs.base-url` | the server |
/// | `gs.tokens` | a file of one token a line, of those who flicker |
/// | `gs.seed` | of their schedules |
/// | `gs.heartbeat-ms` | how often each sends a heartbeat |
/// | `gs.out` `gs.name` | folder for the journal, this process's name in it |
record FlickerSettings(String baseUrl, List<String> tokens, long seed, Duration heartbeat, Path out, String name) {
    FlickerSettings {
        tokens = List.copyOf(tokens);
    }

    /// @throws IllegalArgumentException naming the property that is missing or cannot be read
    static FlickerSettings of(Map<String, String> given) {
        return new FlickerSettings(
                required(given, "gs.base-url"),
                lines(Path.of(required(given, "gs.tokens"))),
                Long.parseLong(required(given, "gs.seed")),
                Duration.ofMillis(Long.parseLong(required(given, "gs.heartbeat-ms"))),
                Path.of(required(given, "gs.out")),
                required(given, "gs.name"));
    }

    String gateway() {
        return baseUrl.replaceFirst("^http", "ws") + "/gateway?v=10&encoding=json";
    }

    private static String required(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null) throw new IllegalArgumentException(name + " is missing");
        return value;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("gs.tokens cannot be read: " + e.getMessage(), e);
        }
    }
}
