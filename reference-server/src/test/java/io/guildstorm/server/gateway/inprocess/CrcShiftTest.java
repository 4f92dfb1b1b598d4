package io.guildstorm.server.gateway.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrcShiftTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 100, 450, 4_096, 65_535, 1_000_003})
    void of_two_parts_the_whole_is_known(int length) {
        var random = new Random(length);
        var front = new byte[random.nextInt(200)];
        var back = new byte[length];
        random.nextBytes(front);
        random.nextBytes(back);
        var whole = new CRC32C();
        whole.update(front);
        whole.update(back);

        assertThat(new CrcShift(length).of(crc(front)) ^ crc(back)).isEqualTo((int) whole.getValue());
    }

    private static int crc(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
