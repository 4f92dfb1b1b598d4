package io.guildstorm.server.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

class ClientFramesFuzzTest {
    /// What was heard, in words; nothing may come behind an end.
    private static final class Heard implements ClientFrames.Listener {
        private final List<String> words = new ArrayList<>();
        private boolean ended;

        private void add(String word) {
            assertThat(ended).as("%s, then %s", words, word).isFalse();
            words.add(word);
        }

        @Override
        public void text(String payload) {
            assertThat(payload.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(ClientFrames.PAYLOAD_MAX);
            add("text " + payload);
        }

        @Override
        public void ping(byte[] data) {
            assertThat(data).hasSizeLessThanOrEqualTo(125);
            add("ping " + HexFormat.of().formatHex(data));
        }

        @Override
        public void closing(int code) {
            add("closing " + code);
            ended = true;
        }

        @Override
        public void close(CloseCode code, String reason) {
            add("breach " + code.number());
            ended = true;
        }
    }

    private static List<String> heard(byte[] bytes, int step) {
        var heard = new Heard();
        var frames = new ClientFrames(heard);
        for (int from = 0; from < bytes.length; from += step) {
            frames.read(Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + step))));
        }
        return heard.words;
    }

    @FuzzTest(maxDuration = "2m")
    void whatever_comes_reads_the_same_in_one_piece_and_in_many(byte[] bytes) {
        var whole = heard(bytes, Math.max(1, bytes.length));

        assertThat(heard(bytes, 1)).isEqualTo(whole);
        assertThat(heard(bytes, 7)).isEqualTo(whole);
    }
}
