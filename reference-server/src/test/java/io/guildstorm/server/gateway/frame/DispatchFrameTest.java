package io.guildstorm.server.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DispatchFrameTest {
    private final DispatchFrame frame = new DispatchFrame();

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Built in one go, without any sharing.
    private static byte[] plain(byte[] prefix, int s, byte[] rest) {
        var whole = ServerFrames.text(ByteBufAllocator.DEFAULT, ServerFrames.payload(prefix, s, rest));
        return bytesOf(whole);
    }

    private static byte[] bytesOf(ByteBuf frame) {
        byte[] bytes = ByteBufUtil.getBytes(frame);
        frame.release();
        return bytes;
    }

    /// The shared body with a number in front is byte for byte what encoding it for each session gives.
    @Test
    void it_equals_the_frame_that_is_encoded_for_one_session_whatever_came_before() {
        var random = new Random(7);
        byte[][] prefixes = {ascii("{\"t\":\"MESSAGE_CREATE\",\"s\":"), ascii("{\"t\":\"TYPING_START\",\"s\":")};
        int[] sizes = {0, 1, 60, 99, 100, 101, 400, 65_480, 65_500, 65_535, 70_000};

        for (int i = 0; i < 2_000; i++) {
            byte[] prefix = prefixes[random.nextInt(2)];
            byte[] body = ascii("x".repeat(sizes[random.nextInt(sizes.length)]));
            frame.load(prefix, body);
            for (int k = 0; k < 4; k++) {
                int s = random.nextInt() >>> (1 + random.nextInt(31));
                assertThat(bytesOf(frame.frame(ByteBufAllocator.DEFAULT, s))).isEqualTo(plain(prefix, s, body));
            }
            if (random.nextInt(5) == 0) {
                frame.unload();
            }
        }
    }
}
