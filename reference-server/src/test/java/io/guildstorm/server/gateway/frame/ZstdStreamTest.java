package io.guildstorm.server.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ZstdStreamTest {
    private static final byte[] MAGIC = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};

    @Test
    void payloads_of_every_size_come_out_of_one_frame_that_has_not_ended() throws IOException {
        var stream = new ZstdStream();
        var random = new Random(11);
        var sent = new ByteArrayOutputStream();
        var received = new ByteArrayOutputStream();
        int[] sizes = {1, 2, 1_000, 1_023, 1_024, 1_025, 65_535, 65_536, 200_000, 1, 3_000_000, 7};
        for (int size : sizes) {
            var payload = new byte[size];
            random.nextBytes(payload); // does not compress, so comes out longer than it was
            sent.writeBytes(payload);
            received.writeBytes(stream.compress(payload));
        }
        stream.end();

        var decoder = new ZstdInputStream(new ByteArrayInputStream(received.toByteArray())).setContinuous(true);
        assertThat(decoder.readAllBytes()).isEqualTo(sent.toByteArray());
    }

    @Test
    void only_the_first_payload_begins_a_frame_and_what_was_said_before_is_said_shorter() {
        var stream = new ZstdStream();
        var payload = new byte[500];
        new Random(12).nextBytes(payload);

        byte[] first = stream.compress(payload);
        byte[] second = stream.compress(payload);
        stream.end();

        assertThat(first).startsWith(MAGIC).hasSizeGreaterThan(500);
        assertThat(second).hasSizeLessThan(50);
        assertThat(Arrays.copyOf(second, MAGIC.length)).isNotEqualTo(MAGIC);
    }
}
