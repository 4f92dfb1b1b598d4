package io.guildstorm.reports.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFileTest {
    private static final ObjectMapper PLAIN = new ObjectMapper();

    @TempDir
    Path folder;

    private Path copyOfContract() throws IOException {
        Path file = folder.resolve("contract.json");
        try (InputStream contract = Objects.requireNonNull(getClass().getResourceAsStream("contract.json"))) {
            Files.write(file, contract.readAllBytes());
        }
        return file;
    }

    @Test
    void every_field_of_the_contract_survives_reading_and_writing() throws IOException {
        Path contract = copyOfContract();
        Path again = folder.resolve("run.json");

        RunFile.write(again, RunFile.read(contract));

        assertThat(lost(PLAIN.readTree(contract.toFile()), PLAIN.readTree(again.toFile()), ""))
                .isEmpty();
    }

    /// Paths at which `written` differs from what `asked` has.
    private static List<String> lost(JsonNode asked, JsonNode written, String path) {
        List<String> lost = new ArrayList<>();
        if (asked.isObject()) {
            asked.properties().forEach(field -> {
                JsonNode there = written.get(field.getKey());
                String at = path + "." + field.getKey();
                if (there == null) lost.add(at);
                else lost.addAll(lost(field.getValue(), there, at));
            });
        } else if (asked.isArray() && asked.size() == written.size()) {
            for (int i = 0; i < asked.size(); i++)
                lost.addAll(lost(asked.get(i), written.get(i), path + "[" + i + "]"));
        } else if (!(asked.isNumber() ? asked.asDouble() == written.asDouble() : asked.equals(written))) {
            lost.add(path + ": " + asked + " became " + written);
        }
        return lost;
    }

    @Test
    void what_is_read_is_what_was_written() throws IOException {
        RunRecord record = RunFile.read(copyOfContract());
        Path file = folder.resolve("run.json");

        RunFile.write(file, record);

        assertThat(RunFile.read(file)).isEqualTo(record);
        assertThat(record.started()).isEqualTo(Instant.parse("2026-11-24T10:00:00Z"));
        assertThat(record.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void what_is_unknown_is_null_and_never_0() throws IOException {
        String json = RunFile.json(
                RunRecord.of("hot-channel").cost(new Cost.Draft().build()).build());

        JsonNode tree = PLAIN.readTree(json);

        assertThat(tree.get("cost").properties())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field.getValue().isNull()).isTrue());
        assertThat(tree.get("audit").isNull()).isTrue();
        assertThat(tree.get("duration_s").isNull()).isTrue();
        assertThat(tree.get("latency").get("delivery").isNull()).isTrue();
    }

    @Test
    void a_draft_changes_what_it_is_told_and_nothing_else() throws IOException {
        RunRecord record = RunFile.read(copyOfContract());

        RunRecord changed = record.draft().headline("other").build();

        assertThat(changed.headline()).isEqualTo("other");
        assertThat(changed.draft().headline(record.headline()).build()).isEqualTo(record);
    }

    @Test
    void fields_of_a_newer_minor_version_are_passed_over() throws IOException {
        Path file = copyOfContract();
        ObjectNode tree = (ObjectNode) PLAIN.readTree(file.toFile());
        tree.put("novelty", 1);
        ((ObjectNode) tree.get("cost")).put("novelty", true);
        Files.writeString(file, tree.toString());

        assertThat(RunFile.read(file).scenario()).isEqualTo("hot-channel");
    }

    @Test
    void a_record_of_an_older_version_reads_what_it_lacks_as_unknown() throws IOException {
        Path file = Files.writeString(folder.resolve("run.json"), """
                {"schema": "guildstorm.run/1", "scenario": "hot-channel", "headroom": {"axis": "online"}}
                """);

        RunRecord record = RunFile.read(file);

        assertThat(record.reasons()).isEmpty();
        assertThat(record.latency().delivery()).isNull();
        assertThat(Objects.requireNonNull(record.headroom()).metUpTo()).isNull();
        assertThat(record.sides()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"guildstorm.run/2", "guildstorm.run/10", "guildstorm.suite/1"})
    void another_major_is_refused_naming_both(String schema) throws IOException {
        Path file = Files.writeString(folder.resolve("run.json"), "{\"schema\": \"" + schema + "\"}");

        assertThatThrownBy(() -> RunFile.read(file))
                .isInstanceOf(UnsupportedSchemaException.class)
                .hasMessageEndingWith("run.json is " + schema + "; this version reads guildstorm.run/1");
    }

    @Test
    void a_file_without_schema_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("run.json"), "{}");

        assertThatThrownBy(() -> RunFile.read(file))
                .isInstanceOf(UnsupportedSchemaException.class)
                .hasMessageEndingWith("run.json has no schema; this version reads guildstorm.run/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "{\"schema\": \"guildstorm.run/1\"",
                "{\"schema\": \"guildstorm.run/1\", \"started\": \"yesterday\"}",
                "{\"schema\": \"guildstorm.run/1\", \"latency\": {\"delivery\": {\"p99_ci_ms\": [2.0, 1.0]}}}"
            })
    void a_file_that_is_no_record_is_refused_by_name(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("run.json"), text);

        assertThatThrownBy(() -> RunFile.read(file))
                .isInstanceOfAny(UnreadableRunException.class, UnsupportedSchemaException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void a_reader_sees_the_old_record_or_the_new_one() throws IOException {
        Path file = folder.resolve("run.json");
        RunFile.write(file, RunRecord.of("first").build());

        RunFile.write(file, RunRecord.of("second").build());

        assertThat(RunFile.read(file).scenario()).isEqualTo("second");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void codes_of_reasons_are_the_words_of_the_contract() {
        var words = new TreeSet<String>();
        for (Reason.Code code : Reason.Code.values()) words.add(code.word());

        assertThat(words)
                .contains(
                        "target-missed",
                        "lost",
                        "duplicated",
                        "reordered",
                        "corrupted",
                        "server-died",
                        "server-refused",
                        "generator-late",
                        "load-starved",
                        "machine-disturbed",
                        "interrupted",
                        "nothing-delivered",
                        "floor-noisy");
    }
}
