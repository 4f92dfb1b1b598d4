package io.guildstorm.scenarios.swarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// The JSON lines between a swarm process and the one that runs it, both directions; its configuration file as well.
public final class SwarmLines {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private SwarmLines() {}

    public static String write(SwarmCommand command) {
        return text(command);
    }

    public static String write(SwarmEvent event) {
        return text(event);
    }

    public static String write(SwarmConfig config) {
        return text(config);
    }

    /// @throws IllegalArgumentException the line is no command
    public static SwarmCommand command(String line) {
        return value(line, SwarmCommand.class);
    }

    /// @throws IllegalArgumentException the line is no event
    public static SwarmEvent event(String line) {
        return value(line, SwarmEvent.class);
    }

    /// @throws IllegalArgumentException the text is no configuration
    public static SwarmConfig config(String text) {
        return value(text, SwarmConfig.class);
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("not writable as JSON: " + value, impossible);
        }
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
