package io.guildstorm.scenarios.run.bench;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.guildstorm.reports.bench.BenchResult.About;
import java.util.Map;
import java.util.Optional;

/// What the process of the benchmarks says, one JSON object a line on its stdout. A measurement is named by its number
/// in the list of all there are.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BenchEvent.Known.class, name = "known"),
    @JsonSubTypes.Type(value = BenchEvent.Begun.class, name = "begun"),
    @JsonSubTypes.Type(value = BenchEvent.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = BenchEvent.Failed.class, name = "failed")
})
public sealed interface BenchEvent {
    /// There is such a measurement.
    /// @param name class and method, in full
    /// @param seconds that it warms up and measures, in all its JVMs
    record Known(String name, Map<String, String> params, double seconds, int forks, About about)
            implements BenchEvent {}

    /// It is made now.
    record Begun(int at) implements BenchEvent {}

    /// It is made, and stands in the results.
    record Ended(int at) implements BenchEvent {}

    /// It threw, or its JVM ended.
    record Failed(int at, String reason) implements BenchEvent {}

    /// One line.
    default String line() {
        try {
            return Lines.JSON.writerFor(BenchEvent.class).writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("not writable as JSON: " + this, impossible);
        }
    }

    /// Empty: the line is no such event.
    static Optional<BenchEvent> of(String line) {
        try {
            return line.startsWith("{") ? Optional.of(Lines.JSON.readValue(line, BenchEvent.class)) : Optional.empty();
        } catch (JsonProcessingException another) {
            return Optional.empty();
        }
    }

    /// How events are written.
    final class Lines {
        private static final JsonMapper JSON = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        private Lines() {}
    }
}
