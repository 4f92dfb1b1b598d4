package io.guildstorm.scenarios.run.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwarmsTest {
    /// Whether the server shares what it compresses is not the client's to ask.
    @ParameterizedTest
    @CsvSource({
        "none, /gateway?v=10&encoding=json",
        "zlib-stream, /gateway?v=10&encoding=json&compress=zlib-stream",
        "zstd-stream, /gateway?v=10&encoding=json&compress=zstd-stream",
        "shared, /gateway?v=10&encoding=json&compress=zlib-stream"
    })
    void sessions_ask_for_what_the_switch_says(String compress, String asked) {
        assertThat(Swarms.gateway(compress)).isEqualTo(asked);
    }
}
