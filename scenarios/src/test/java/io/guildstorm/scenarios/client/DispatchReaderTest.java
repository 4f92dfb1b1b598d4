package io.guildstorm.scenarios.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.Seeds;
import io.guildstorm.scenarios.check.MarkedText;
import io.guildstorm.scenarios.check.Sighting.Seen;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class DispatchReaderTest {
    private final DispatchReader<Seen> reader = new DispatchReader<>(
            Long.parseLong(ScriptedGateway.GUILD), Long.parseLong(ScriptedGateway.CHANNEL), seen -> seen);

    @Test
    void an_event_is_known_again_under_any_sequence_number() throws IOException {
        var first = first(create(7, 41));

        for (long s : new long[] {1, 41, 42, 999, 1_000_000_000}) {
            assertThat(known(create(7, s), -1)).isSameAs(first);
            assertThat(reader.sequence()).isEqualTo(s);
        }
        assertThat(first.attached())
                .isEqualTo(Seen.create(7, 1_181_881_881_881_000_007L, 1_155_155_155_155_155_155L, 70));
    }

    @ParameterizedTest
    @Seeds(count = 20)
    void a_frame_that_differs_in_any_bit_is_not_taken_for_a_known_one(RandomGenerator random) throws IOException {
        first(create(7, 41));
        byte[] sent = create(7, 123).getBytes(UTF_8);
        int digits = new String(sent, UTF_8).indexOf("123");
        for (int at = 0; at < sent.length; at++) {
            byte[] flipped = sent.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));

            var event = reader.known(segment(flipped), 0, flipped.length, -1);

            if (event != null) { // another digit: the audit of the sequence sees it
                assertThat(at).isBetween(digits, digits + 2);
                assertThat(reader.sequence()).isNotEqualTo(123);
            }
        }
    }

    @Test
    void what_differs_in_the_text_is_told_apart_by_what_it_says() throws IOException {
        first(create(7, 41));

        var broken = first(create(7, 41).replace("~G00000007~", "~G00000006~"));

        assertThat(broken.attached())
                .isNotNull()
                .matches(seen -> !seen.sound() && seen.id() == 1_181_881_881_881_000_007L);
    }

    @Test
    void a_session_that_missed_one_finds_the_next() throws IOException {
        var zero = first(create(0, 1));
        first(create(1, 2));
        var two = first(create(2, 3));

        assertThat(known(create(2, 9), zero.index())).isSameAs(two);
    }

    @Test
    void a_session_far_behind_is_read_in_full_and_finds_the_same_event() throws IOException {
        var early = first(create(0, 1));
        for (int n = 1; n < DispatchReader.REMEMBERED + 2; n++) first(create(n, 1));

        assertThat(known(create(0, 1), -1)).isNull();
        assertThat(first(create(0, 1))).isSameAs(early);
    }

    @Test
    void a_payload_that_is_no_json_is_taken_for_the_message_whose_id_it_has() {
        byte[] bytes = create(7, 1).replace("\"content\":\"", "\"content\":").getBytes(UTF_8);

        var event = reader.garbled(segment(bytes), 0, bytes.length);

        assertThat(event.attached()).isNotNull().matches(seen -> !seen.sound());
        assertThat(event.kind()).isEqualTo(Event.Kind.MESSAGE);
    }

    private Event<Seen> first(String payload) throws IOException {
        byte[] bytes = payload.getBytes(UTF_8);
        return reader.first(Payload.parse(bytes), segment(bytes), 0, bytes.length);
    }

    private @Nullable Event<Seen> known(String payload, int last) {
        byte[] bytes = payload.getBytes(UTF_8);
        return reader.known(segment(bytes), 0, bytes.length, last);
    }

    private static MemorySegment segment(byte[] bytes) {
        var segment = Arena.ofAuto().allocate(bytes.length);
        MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return segment;
    }

    private static String create(int number, long sequence) {
        return "{\"t\":\"MESSAGE_CREATE\",\"s\":" + sequence + ",\"op\":0,\"d\":"
                + ScriptedGateway.message(number, MarkedText.create(number, number * 10L, 80)) + "}";
    }
}
