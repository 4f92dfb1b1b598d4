package io.guildstorm.server.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import io.netty.buffer.ByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What one connection is sent of a shared stream is one stream for a decoder that knows nothing of sharing, whatever
/// other connections were sent between.
class SharedStreamTest {
    private static final byte[] PREFIX = "{\"t\":\"MESSAGE_CREATE\",\"s\":".getBytes(UTF_8);
    private static final int[] SIZES = {0, 1, 2, 15, 60, 300, 800, 1_023, 1_024, 1_025, 5_000, 16_383, 16_384, 16_385};
    private static final byte[] FLUSHED = {0x00, 0x00, (byte) 0xFF, (byte) 0xFF};

    enum Kind {
        ZLIB,
        ZSTD;

        SharedStream stream() {
            return this == ZLIB ? new SharedZlib() : new SharedZstd();
        }

        Decoder decoder() {
            return this == ZLIB ? new ZlibDecoder(new Inflater()) : new ZstdDecoder(new Bytes());
        }
    }

    /// One for the whole of a connection; it gets bytes one at a time.
    interface Decoder {
        byte[] decode(byte[] frame) throws IOException, DataFormatException;
    }

    private record ZlibDecoder(Inflater inflater) implements Decoder {
        @Override
        public byte[] decode(byte[] frame) throws DataFormatException {
            var out = new ByteArrayOutputStream();
            var piece = new byte[1_024];
            for (byte each : frame) {
                inflater.setInput(new byte[] {each});
                for (int n = inflater.inflate(piece); n > 0; n = inflater.inflate(piece)) {
                    out.write(piece, 0, n);
                }
            }
            assertThat(inflater.finished()).isFalse();
            return out.toByteArray();
        }
    }

    /// Netty and libraries of other languages call the same streaming functions of zstd.
    private static final class ZstdDecoder implements Decoder {
        private final Bytes bytes;
        private final ZstdInputStream in;

        ZstdDecoder(Bytes bytes) {
            this.bytes = bytes;
            try {
                in = new ZstdInputStream(bytes).setContinuous(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public byte[] decode(byte[] frame) throws IOException {
            bytes.left = ByteBuffer.wrap(frame);
            var out = new ByteArrayOutputStream();
            var piece = new byte[1_024];
            for (int n = in.read(piece); n > 0; n = in.read(piece)) {
                out.write(piece, 0, n);
            }
            return out.toByteArray();
        }
    }

    /// Gives one byte a read, and says that there are no more when there are none yet.
    private static final class Bytes extends InputStream {
        private ByteBuffer left = ByteBuffer.allocate(0);

        @Override
        public int read() throws IOException {
            throw new EOFException("not asked for");
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (!left.hasRemaining()) {
                return -1;
            }
            into[offset] = left.get();
            return 1;
        }
    }

    /// Text as in chats, which repeats itself, or nearly noise, or runs of one character.
    private static byte[] text(RandomGenerator random, int size) {
        var text = new StringBuilder(size);
        int kind = random.nextInt(4);
        while (text.length() < size) {
            switch (kind) {
                case 0 ->
                    text.append(",\"id\":\"").append(random.nextLong()).append("\",\"author\":{\"name\":\"ann\"}");
                case 1 -> text.append((char) (' ' + random.nextInt(90)));
                case 2 -> text.repeat(' ' + random.nextInt(4), 1 + random.nextInt(200));
                default -> text.append(random.nextInt(3) == 0 ? "äöü🎈" : "what people say to each other ");
            }
        }
        return Arrays.copyOf(text.toString().getBytes(UTF_8), size);
    }

    private static int size(RandomGenerator random) {
        int size = SIZES[random.nextInt(SIZES.length)];
        return random.nextInt(20) == 0 ? random.nextInt(200_000) : size;
    }

    private static byte[] payloadOf(byte[] frame) {
        int length = frame[1];
        int head = length < 126 ? 2 : length == 126 ? 4 : 10;
        assertThat(frame[0]).isEqualTo((byte) 0x82);
        return Arrays.copyOfRange(frame, head, frame.length);
    }

    static Stream<Arguments> streams() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.iterate(1, seed -> seed + 1).limit(8).map(seed -> Arguments.of(kind, seed)));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void what_each_connection_is_sent_is_one_stream_to_its_decoder(Kind kind, int seed) throws Exception {
        var random = new Random(seed);
        var stream = kind.stream();
        var frame = new DispatchFrame(stream);
        var connections = List.of(kind.decoder(), kind.decoder(), kind.decoder());
        for (Decoder decoder : connections) {
            assertThat(decoder.decode(stream.first("hello".getBytes(UTF_8))))
                    .asString()
                    .isEqualTo("hello");
        }

        for (int i = 0; i < 300; i++) {
            byte[] text = text(random, size(random));
            for (Decoder decoder : connections) {
                if (random.nextInt(4) == 0) { // a frame of its own
                    byte[] own = text(random, size(random));
                    assertThat(decoder.decode(stream.compress(own))).isEqualTo(own);
                } else if (random.nextInt(4) > 0) { // or it is not told
                    int s = random.nextInt() >>> (1 + random.nextInt(31));
                    frame.load(PREFIX, text);
                    byte[] payload = payloadOf(bytes(frame, s));

                    assertThat(decoder.decode(payload)).isEqualTo(ServerFrames.payload(PREFIX, s, text));
                    if (kind == Kind.ZLIB) {
                        assertThat(payload).endsWith(FLUSHED);
                    }
                }
            }
            if (random.nextInt(3) == 0) {
                frame.unload();
            }
        }
    }

    /// A lane comes back to an event slice by slice, and lets go of it in between.
    @ParameterizedTest
    @EnumSource
    void a_body_is_compressed_once_until_another_takes_its_place(Kind kind) throws Exception {
        var stream = kind.stream();
        var frame = new DispatchFrame(stream);
        byte[] body = "as it was".getBytes(UTF_8);
        byte[] other = "another".getBytes(UTF_8);
        frame.load(PREFIX, body);
        frame.unload();
        Arrays.fill(body, (byte) '?'); // nobody does; but who looks at it again would see
        frame.load(PREFIX, body);
        byte[] again = payloadOf(bytes(frame, 1));
        frame.load(PREFIX, other);
        frame.load(PREFIX, body);
        byte[] anew = payloadOf(bytes(frame, 2));

        var decoder = kind.decoder();
        decoder.decode(stream.first("hello".getBytes(UTF_8)));
        assertThat(decoder.decode(again)).asString(UTF_8).endsWith(":1as it was");
        assertThat(decoder.decode(anew)).asString(UTF_8).endsWith(":2?????????");
    }

    private static byte[] bytes(DispatchFrame frame, int s) {
        var wire = frame.frame(ByteBufAllocator.DEFAULT, s);
        byte[] bytes = new byte[wire.readableBytes()];
        wire.readBytes(bytes).release();
        return bytes;
    }
}
