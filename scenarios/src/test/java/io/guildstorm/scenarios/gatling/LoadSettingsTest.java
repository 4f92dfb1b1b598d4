package io.guildstorm.scenarios.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadSettingsTest {
    @Test
    void a_demo_file_is_enough(@TempDir Path folder) throws Exception {
        Path demo = folder.resolve("demo.json");
        Files.writeString(demo, """
                {"base_url":"http://127.0.0.1:8080","channels":[{"id":"1234567890123456789","name":"general"}],
                 "users":[{"id":"7","name":"ann","token":"Nw.AA.x"},{"id":"8","name":"ben","token":"OA.AA.x"}]}""");

        var settings = LoadSettings.of(Map.of("gs.demo", demo.toString()));

        assertThat(settings.channel()).isEqualTo("1234567890123456789");
        assertThat(settings.senders()).as("never more senders than people").isEqualTo(2);
        assertThat(settings.gateway()).isEqualTo("ws://127.0.0.1:8080/gateway?v=10&encoding=json");
        assertThat(LoadSettings.userOf(settings.tokens().getFirst())).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gs.rate    | fast | gs.rate cannot be "fast": give a number above 0, at most 1000000
            gs.rate    | -1   | gs.rate cannot be "-1": give a number above 0, at most 1000000
            gs.senders | 0    | gs.senders cannot be "0": give a whole number from 1 to 100000
            gs.bytes   | 9000 | gs.bytes cannot be "9000": give a whole number from 30 to 2000
            gs.flood-rate | 0 | gs.flood-rate cannot be "0": give a number above 0, at most 1000000
            gs.typing  | lots | typing cannot be "lots": give none or FROM-TO/MILLISms, for example 0-40/8000ms
            gs.burst   | lots | burst cannot be "lots": give none or N/DURATION, for example 10/5s
            """)
    void a_bad_value_is_refused_by_name_value_and_what_is_allowed(
            String name, String value, String text, @TempDir Path folder) throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens"), "Nw.AA.x\n");
        var given = new HashMap<>(
                Map.of("gs.base-url", "http://127.0.0.1:1", "gs.channel", "1", "gs.tokens", tokens.toString()));
        given.put(name, value);

        assertThatThrownBy(() -> LoadSettings.of(given)).hasMessage(text);
    }

    @Test
    void without_a_server_it_says_what_to_give() {
        assertThatThrownBy(() -> LoadSettings.of(Map.of())).hasMessageContaining("gs.tokens names no token");
    }
}
