package io.guildstorm.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    private static final ObjectMapper READER = new ObjectMapper();

    @Test
    void any_text_is_read_back_as_it_was() throws Exception {
        var random = new Random(42);
        for (int round = 0; round < 2_000; round++) {
            String text = random.ints(random.nextInt(60), 0, 0x11_0000)
                    .filter(point -> point < 0xD800 || point > 0xDFFF)
                    .map(point -> random.nextBoolean() ? point & 0x7F : point)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            byte[] json = new JsonWriter(16).value(text).toBytes();

            assertThat(READER.readValue(json, String.class)).isEqualTo(text);
        }
    }

    @Test
    void half_a_surrogate_pair_becomes_the_replacement_character() throws Exception {
        byte[] json = new JsonWriter(16).value("a\uD83Db\uDE00").toBytes();

        assertThat(READER.readValue(json, String.class)).isEqualTo("a\uFFFDb\uFFFD");
    }

    @Test
    void commas_stand_between_values_and_nowhere_else() {
        var out = new JsonWriter(1);
        out.beginObject()
                .name("a")
                .beginArray()
                .value(1)
                .value("x")
                .beginObject()
                .endObject();
        out.endArray()
                .name("b")
                .nullValue()
                .name("c")
                .id(7)
                .name("d")
                .value(true)
                .endObject();

        assertThat(new String(out.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":[1,\"x\",{}],\"b\":null,\"c\":\"7\",\"d\":true}");
    }

    @Test
    void numbers_of_all_signs_and_lengths_are_written_in_decimal() {
        for (long number : new long[] {0, 9, 10, 99, 100, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(new String(new JsonWriter(1).value(number).toBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(Long.toString(number));
        }
    }

    @Test
    void a_timestamp_carries_microseconds_and_a_zone() {
        byte[] json = new JsonWriter(1)
                .timestamp(Instant.parse("2026-01-02T03:04:05.678Z"))
                .toBytes();

        assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo("\"2026-01-02T03:04:05.678000+00:00\"");
    }
}
