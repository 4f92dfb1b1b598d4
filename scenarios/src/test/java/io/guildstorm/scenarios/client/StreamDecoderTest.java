package io.guildstorm.scenarios.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamDecoderTest {

    private static final int PAYLOAD_MAX = 100_000;

    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();

    private OutputStream stream(String name) throws IOException {
        return name.startsWith("zlib") ? new DeflaterOutputStream(compressed, true) : new ZstdOutputStream(compressed);
    }

    private static StreamDecoder decoder(String name) {
        return Objects.requireNonNull(StreamDecoder.of("/gateway?compress=" + name + "&v=10"));
    }

    private byte[] frame(OutputStream stream, byte[] payload) throws IOException {
        stream.write(payload);
        stream.flush();
        byte[] frame = compressed.toByteArray();
        compressed.reset();
        return frame;
    }

    private static byte[] decoded(StreamDecoder by, byte[] frame) throws IOException {
        var into = ByteBuffer.allocateDirect(PAYLOAD_MAX);
        by.decode(ByteBuffer.allocateDirect(frame.length).put(frame).flip(), into);
        byte[] payload = new byte[into.flip().remaining()];
        into.get(payload);
        return payload;
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib-stream", "zstd-stream"})
    void each_frame_brings_its_payload_whatever_its_length(String name) throws IOException {
        var random = new Random(3);
        var stream = stream(name);
        var decoder = decoder(name);
        for (int size : new int[] {1, 300, 99_999, 2, 70_000, 1_024}) {
            byte[] payload = new byte[size];
            random.nextBytes(payload);

            assertThat(decoded(decoder, frame(stream, payload))).isEqualTo(payload);
        }
        decoder.end();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib-stream", "zstd-stream"})
    void a_payload_that_is_longer_than_any_may_be_is_refused(String name) throws IOException {
        byte[] bomb = frame(stream(name), new byte[10 * PAYLOAD_MAX]);
        var decoder = decoder(name);

        assertThat(bomb.length).isLessThan(PAYLOAD_MAX / 10);
        assertThatThrownBy(() -> decoded(decoder, bomb))
                .isInstanceOf(IOException.class)
                .hasMessage("payload of 100000 bytes or more");
        decoder.end();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib-stream", "zstd-stream"})
    void what_is_no_such_stream_is_refused(String name) {
        var decoder = decoder(name);

        assertThatThrownBy(() -> decoded(decoder, "{\"op\":10,\"d\":{}}".getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("not z");
        decoder.end();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib-stream", "zstd-stream"})
    void a_stream_that_ends_is_refused(String name) throws IOException {
        var stream = stream(name);
        stream.write("bye".getBytes(UTF_8));
        stream.close();
        var decoder = decoder(name);

        assertThatThrownBy(() -> decoded(decoder, compressed.toByteArray()))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("has ended");
        decoder.end();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/gateway?v=10&encoding=json", "/gateway"})
    void nothing_is_decoded_where_nothing_was_asked_for(String path) {
        assertThat(StreamDecoder.of(path)).isNull();
    }
}
