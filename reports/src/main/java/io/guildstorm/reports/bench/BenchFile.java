package io.guildstorm.reports.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.guildstorm.reports.record.InstantText;
import io.guildstorm.reports.record.UnreadableRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/// `bench.json` in the folder of a run of benchmarks, written by rename.
public final class BenchFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantText()))
            .build();

    private BenchFile() {}

    /// Where it is, in the folder of a run.
    public static Path in(Path folder) {
        return folder.resolve("bench.json");
    }

    public static void write(Path folder, BenchRecord record) throws IOException {
        Path whole = folder.resolve("bench.json.part");
        Files.writeString(whole, JSON.writeValueAsString(record) + "\n");
        Files.move(whole, in(folder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// @throws UnreadableRunException when it is not the JSON of such a run, of this version
    public static BenchRecord read(Path folder) throws IOException {
        String text = Files.readString(in(folder));
        try {
            JsonNode tree = JSON.readTree(text);
            String schema = tree.path("schema").asText("");
            if (!schema.equals(BenchRecord.SCHEMA))
                throw new IllegalArgumentException("schema is \"" + schema + "\", not " + BenchRecord.SCHEMA);
            return JSON.treeToValue(tree, BenchRecord.class);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new UnreadableRunException(in(folder), e);
        }
    }
}
