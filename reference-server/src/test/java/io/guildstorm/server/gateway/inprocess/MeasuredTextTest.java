package io.guildstorm.server.gateway.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuredTextTest {
    @ParameterizedTest
    @CsvSource({"0, 0, 30", "1, 1234567890123, 120", "2147483647, 9223372036854775807, 2000", "77, 5, 31"})
    void it_is_composed_as_it_was_written(int number, long instant, int length) {
        String text = new MeasuredMessage(number, instant, length).text();
        var read = MeasuredText.of(text);

        assertThat(MeasuredText.isOne(text)).isTrue();
        assertThat(read).isEqualTo(new MeasuredText(number, instant, false, length));
        assertThat(new String(read.composed(), StandardCharsets.US_ASCII)).isEqualTo(text);
    }

    /// As whoever generates load writes it.
    @Test
    void it_may_be_for_everyone() {
        String text = "~G00000007~00000000000003e8~ @everyone lrSoYxuRwa0z2FTBebQMv";
        var read = MeasuredText.of(text);

        assertThat(MeasuredText.isOne(text)).isTrue();
        assertThat(read).isEqualTo(new MeasuredText(7, 1_000, true, 60));
        assertThat(new String(read.composed(), StandardCharsets.US_ASCII)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello", "~G", "~E00000001~00000000~ xxxxxxxxxxxxxxxxxx", "~G00000001~0000000000000001~ "})
    void other_texts_are_not_taken_for_one(String text) {
        assertThat(MeasuredText.isOne(text)).isFalse();
    }
}
