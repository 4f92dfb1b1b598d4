package io.guildstorm.scenarios.run.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildstorm.scenarios.run.exit.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SwitchesTest {
    private static final String FILE = """
            [{"name": "fanout", "values": ["relay", "direct"], "default": "relay", "package": "fanout", "about": "How."},
             {"name": "relay.size", "unit": "sessions", "min": 1, "max": 1000000, "default": "15000", "package": "fanout",
              "about": "How many."},
             {"name": "gateway.resume-window", "unit": "duration", "least": "1s", "most": "1h", "default": "2m",
              "package": "gateway", "about": "How long."},
             {"name": "presence.ttl", "values": ["off"], "unit": "duration", "least": "1s", "most": "1h", "default": "90s",
              "package": "presence", "about": "How long, if at all."}]
            """;

    @TempDir
    Path folder;

    private Switches switches = new Switches(java.util.List.of());

    @BeforeEach
    void read() throws IOException {
        Path jar = folder.resolve("server.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("switches.json"));
            out.write(FILE.getBytes(StandardCharsets.UTF_8));
        }
        switches = Switches.read(jar);
    }

    @Test
    void an_unknown_value_is_told_with_the_nearest() {
        refused("fanout", "rely", "fanout cannot be \"rely\": choose direct or relay. Did you mean relay?");
    }

    @Test
    void an_unknown_switch_is_told_with_the_nearest() {
        refused("fanuot", "relay", "there is no switch \"fanuot\": see guildstorm list switches. Did you mean fanout?");
    }

    @Test
    void a_count_outside_its_range_is_told_with_the_range() {
        refused("relay.size", "0", "relay.size cannot be \"0\": give 1 to 1000000 sessions.");
        refused("relay.size", "many", "relay.size cannot be \"many\": give 1 to 1000000 sessions.");
    }

    @Test
    void a_duration_outside_its_range_is_told_with_the_range() {
        refused(
                "gateway.resume-window",
                "2h",
                "gateway.resume-window cannot be \"2h\": give a duration from 1s to 1h, such as 2m.");
    }

    @Test
    void a_duration_that_may_be_off_is_told_with_both() {
        switches.check(Map.of("presence.ttl", "off"), false);
        switches.check(Map.of("presence.ttl", "4s"), false);
        refused(
                "presence.ttl",
                "on",
                "presence.ttl cannot be \"on\": give off, or a duration from 1s to 1h, such as 90s.");
        assertThat(switches.named("presence.ttl").range()).isEqualTo("off|1s…1h");
    }

    @Test
    void what_fits_is_let_through() {
        switches.check(Map.of("fanout", "direct", "relay.size", "15000", "gateway.resume-window", "90s"), false);
    }

    @Test
    void a_jar_of_the_user_may_bring_another_fanout() {
        switches.check(Map.of("fanout", "my-tree"), true);
    }

    @Test
    void the_record_has_every_switch_defaults_included() {
        assertThat(switches.effective(Map.of("fanout", "direct")))
                .containsExactly(
                        Map.entry("fanout", "direct"),
                        Map.entry("relay.size", 15_000L),
                        Map.entry("gateway.resume-window", "2m"),
                        Map.entry("presence.ttl", "90s"));
    }

    private void refused(String name, String value, String message) {
        assertThatThrownBy(() -> switches.check(Map.of(name, value), false))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }
}
