package io.guildstorm.reports.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/// `run.json`, written by rename, so that a reader sees all of it or none.
public final class RunFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantText()))
            .build();

    private RunFile() {}

    public static void write(Path file, RunRecord record) throws IOException {
        write(file, json(record));
    }

    /// `suite.json`, in the same way.
    public static void write(Path file, SuiteRecord suite) throws IOException {
        write(file, text(suite));
    }

    private static void write(Path file, String text) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(whole, text);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The text that [#write] writes, for `--json`.
    public static String json(RunRecord record) {
        return text(record);
    }

    private static String text(Object record) {
        try {
            return JSON.writeValueAsString(record) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// The record in a `suite.json`.
    /// @throws UnsupportedSchemaException when another major version wrote it
    /// @throws UnreadableRunException when it is not the JSON of a suite
    public static SuiteRecord readSuite(Path file) throws IOException {
        return read(file, SuiteRecord.class, SuiteRecord.SCHEMA);
    }

    /// The record in a `run.json`.
    /// @param file as written by any version 1
    /// @throws UnsupportedSchemaException when another major version wrote it
    /// @throws UnreadableRunException     when it is not the JSON of a run
    public static RunRecord read(Path file) throws IOException {
        return read(file, RunRecord.class, RunRecord.SCHEMA);
    }

    private static <T> T read(Path file, Class<T> type, String schema) throws IOException {
        String text = Files.readString(file);
        try {
            JsonNode tree = JSON.readTree(text);
            UnsupportedSchemaException.check(file, tree.path("schema").asText(""), schema);
            return JSON.treeToValue(tree, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new UnreadableRunException(file, e);
        }
    }
}
