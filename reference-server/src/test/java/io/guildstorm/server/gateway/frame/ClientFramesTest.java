package io.guildstorm.server.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientFramesTest {
    private final List<String> heard = new ArrayList<>();
    private final ClientFrames frames = new ClientFrames(new ClientFrames.Listener() {
        @Override
        public void text(String payload) {
            heard.add("text " + payload);
        }

        @Override
        public void ping(byte[] data) {
            heard.add("ping " + new String(data, StandardCharsets.UTF_8));
        }

        @Override
        public void closing(int code) {
            heard.add("closing " + code);
        }

        @Override
        public void close(CloseCode code, String reason) {
            heard.add("breach " + code.number());
        }
    });

    private static byte[] frame(int first, String payload) {
        return MaskedFrame.of(first, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] all(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private void read(byte[] bytes) {
        frames.read(Unpooled.wrappedBuffer(bytes));
    }

    @Test
    void frames_are_the_same_whatever_pieces_they_come_in() {
        var bytes = all(
                frame(0x81, "{\"op\":1}"),
                frame(0x01, "half "),
                frame(0x89, "between"),
                frame(0x80, "and half"),
                frame(0x81, "x".repeat(300)),
                MaskedFrame.of(0x88, new byte[] {0x03, (byte) 0xE8}));
        var expected = List.of(
                "text {\"op\":1}", "ping between", "text half and half", "text " + "x".repeat(300), "closing 1000");

        for (int first = 0; first <= bytes.length; first += 3) {
            for (int second = first; second <= bytes.length; second += 7) {
                var test = new ClientFramesTest();
                test.read(Arrays.copyOfRange(bytes, 0, first));
                test.read(Arrays.copyOfRange(bytes, first, second));
                test.read(Arrays.copyOfRange(bytes, second, bytes.length));
                assertThat(test.heard).isEqualTo(expected);
            }
        }
    }

    /// In hexadecimal: what breaks RFC 6455, or our limits.
    @ParameterizedTest
    @CsvSource({
        "8101 41, 1002", // not masked
        "C180 00000000, 1002", // reserved bit
        "8380 00000000, 1002", // reserved opcode
        "8B80 00000000, 1002", // reserved control opcode
        "0980 00000000, 1002", // fragmented ping
        "89FE 0080 00000000, 1002", // ping of 128 bytes
        "8080 00000000, 1002", // continuation of nothing
        "0180 00000000 8180 00000000, 1002", // a message inside a message
        "8881 00000000 03, 1002", // close with half a code
        "8882 00000000 03ED, 1002", // 1005 on the wire
        "8882 00000000 0BB7, 1002", // 2999
        "8883 00000000 03E8 FF, 1007", // reason is not UTF-8
        "8182 00000000 C328, 1007", // text is not UTF-8
        "8183 00000000 EDA080, 1007", // half a surrogate pair
        "8280 00000000, 4002", // binary
        "81FE 1001 00000000, 4002", // 4097 bytes announced
        "81FF 0000000100000000 00000000, 4002", // 4 GiB announced
        "81FF 8000000000000000 00000000, 1002", // the highest bit of the length
        "81FE 0001 00000000 20, 1002", // one byte, its length told in two
    })
    void what_breaks_the_rules_is_refused_as_soon_as_it_shows_and_nothing_after_it_is_heard(String hex, int code) {
        read(HexFormat.of().parseHex(hex.replace(" ", "")));
        read(frame(0x81, "unheard"));

        assertThat(heard).containsExactly("breach " + code);
    }

    @Test
    void a_close_without_a_code_reads_as_1005() {
        read(frame(0x88, ""));

        assertThat(heard).containsExactly("closing 1005");
    }
}
