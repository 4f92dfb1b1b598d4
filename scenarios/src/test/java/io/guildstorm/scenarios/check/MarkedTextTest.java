package io.guildstorm.scenarios.check;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class MarkedTextTest {
    @Test
    void a_text_begins_as_the_run_record_says() {
        assertThat(MarkedText.create(0x1f, 0xabcdefL, 60)).hasSize(60).startsWith("~G0000001f~0000000000abcdef~ ");
        assertThat(MarkedText.edit(0x1f, 2, 60)).hasSize(60).startsWith("~E0000001f~00000002~ ");
    }

    @ParameterizedTest
    @Seeds(count = 300)
    void what_is_composed_verifies(RandomGenerator random) {
        int number = random.nextInt(Integer.MAX_VALUE);
        long intended = random.nextLong(Long.MAX_VALUE);
        int edit = random.nextInt(Integer.MAX_VALUE);
        int length = random.nextInt(MarkedText.MIN_CREATE_LENGTH, MarkedText.MAX_LENGTH + 1);

        assertThat(MarkedText.verify(MarkedText.create(number, intended, length).getBytes(US_ASCII)))
                .isEqualTo(new MarkedText.Created(number, intended));
        assertThat(MarkedText.verify(MarkedText.edit(number, edit, length).getBytes(US_ASCII)))
                .isEqualTo(new MarkedText.Edited(number, edit));
    }

    /// The server's own reader of such texts is held to the same line.
    @Test
    void a_text_may_be_for_everyone() {
        String text = MarkedText.createToEveryone(7, 1_000, 60);

        assertThat(text).isEqualTo("~G00000007~00000000000003e8~ @everyone lrSoYxuRwa0z2FTBebQMv");
        assertThat(MarkedText.verify(text.getBytes(US_ASCII))).isEqualTo(new MarkedText.Created(7, 1_000));
        assertThat(MarkedText.verify(text.replace("@everyone", "@everyon3").getBytes(US_ASCII)))
                .isNull();
        assertThat(MarkedText.verify(
                        MarkedText.create(7, 1_000, 60).replace("~ l", "~ @").getBytes(US_ASCII)))
                .isNull();
    }

    @ParameterizedTest
    @Seeds(count = 100)
    void any_flipped_byte_is_seen_except_another_instant(RandomGenerator random) {
        long intended = random.nextLong(Long.MAX_VALUE);
        byte[] text = MarkedText.create(random.nextInt(1 << 20), intended, random.nextInt(40, 120))
                .getBytes(US_ASCII);
        for (int at = 0; at < text.length; at++) {
            byte before = text[at];
            text[at] ^= (byte) (1 << random.nextInt(8));

            var mark = MarkedText.verify(text);

            if (mark instanceof MarkedText.Created created) {
                assertThat(at).isBetween(11, 26);
                assertThat(created.intendedNanos()).isNotEqualTo(intended);
            } else {
                assertThat(mark).isNull();
            }
            text[at] = before;
        }
    }

    @ParameterizedTest
    @Seeds(count = 100)
    void a_cut_or_lengthened_text_is_seen(RandomGenerator random) {
        String text = MarkedText.create(random.nextInt(1 << 20), random.nextLong(Long.MAX_VALUE), 100);

        assertThat(MarkedText.verify(text.substring(0, random.nextInt(0, 100)).getBytes(US_ASCII)))
                .isNull();
        assertThat(MarkedText.verify((text + "A").getBytes(US_ASCII))).isNull();
    }

    @Test
    void no_byte_needs_an_escape_and_no_end_could_be_trimmed() {
        for (int number = 0; number < 2_000; number++) {
            assertThat(MarkedText.create(number, number, 30 + number % 100)).matches("~G[0-9a-f~]+ [A-Za-z0-9.-]+");
        }
    }
}
