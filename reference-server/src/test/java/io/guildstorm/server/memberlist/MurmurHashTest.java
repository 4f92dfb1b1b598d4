package io.guildstorm.server.memberlist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MurmurHashTest {
    /// As published with other implementations.
    @ParameterizedTest
    @CsvSource({
        "'',0",
        "hello,613153351",
        "'hello, world',345750399",
        "The quick brown fox jumps over the lazy dog,776992547"
    })
    void it_is_what_others_compute(String text, long hash) {
        assertThat(MurmurHash.of(text)).isEqualTo(hash);
    }
}
