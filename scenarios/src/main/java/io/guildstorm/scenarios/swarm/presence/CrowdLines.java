package io.guildstorm.scenarios.swarm.presence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// The JSON lines between a crowd and the one that runs it, both directions; its configuration file as well.
public final class CrowdLines {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private CrowdLines() {}

    /// A command, an event or a configuration.
    public static String write(Record said) {
        try {
            return JSON.writeValueAsString(said);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("not writable as JSON: " + said, impossible);
        }
    }

    /// @throws IllegalArgumentException the line is none
    public static CrowdCommand command(String line) {
        return value(line, CrowdCommand.class);
    }

    /// @throws IllegalArgumentException the line is none
    public static CrowdEvent event(String line) {
        return value(line, CrowdEvent.class);
    }

    /// @throws IllegalArgumentException the text is none
    public static CrowdConfig config(String text) {
        return value(text, CrowdConfig.class);
    }

    private static <T> T value(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException refused) {
            throw new IllegalArgumentException(
                    "not a " + type.getSimpleName() + ": " + refused.getOriginalMessage() + " in " + text, refused);
        }
    }
}
