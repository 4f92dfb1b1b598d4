package io.guildstorm.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.server.gateway.frame.MaskedFrame;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DataFormatException;

/// A WebSocket client of a test's own, with a codec that shares nothing with the server's. It does what it is told
/// and nothing by itself: no heartbeats, no answer to a close.
final class TestClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SMALL_BUFFER = 4_096;
    private static final long DEADLINE_S = 30;

    /// What came in.
    sealed interface Incoming {
        record Payload(JsonNode json) implements Incoming {}

        record Closing(int code, String reason) implements Incoming {}

        /// The socket ended.
        record Gone() implements Incoming {}
    }

    private final Socket socket;
    private final DataInputStream in;
    private final LinkedBlockingQueue<Incoming> incoming = new LinkedBlockingQueue<>();
    private final Decompression decompression;
    private final AtomicInteger compressed = new AtomicInteger();
    private volatile byte[] newest = {};
    private final List<JsonNode> dispatches = new ArrayList<>();

    private TestClient(int port, String query) {
        decompression = Decompression.of(query);
        try {
            socket = new Socket();
            socket.setReceiveBufferSize(SMALL_BUFFER); // so that who does not read is slow soon
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream()
                    .write(("GET /gateway?" + query + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                                    + "\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            assertThat(head()).contains("101 Switching Protocols").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestClient connect(int port) {
        return connect(port, "v=10&encoding=json");
    }

    static TestClient connect(int port, String query) {
        return new TestClient(port, query).reading();
    }

    /// Connected, but it reads nothing until [#reading].
    static TestClient deaf(int port) {
        return deaf(port, "v=10&encoding=json");
    }

    static TestClient deaf(int port, String query) {
        return new TestClient(port, query);
    }

    TestClient reading() {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    read();
                }
            } catch (IOException | DataFormatException _) {
                incoming.add(new Incoming.Gone());
            }
        });
        return this;
    }

    /// For a client that was deaf so far: reads that many frames.
    void awaitFrames(int count) {
        try {
            for (int i = 0; i < count; i++) {
                read();
                next();
            }
        } catch (IOException | DataFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    /// For a client that was deaf so far: reads so many bytes, cuts, and makes out the dispatches that were
    /// whole.
    List<JsonNode> readBytesThenCut(int bytes) {
        try {
            socket.setSoTimeout(2_000); // fewer may have come than the test asks for
            var whole = new ByteArrayOutputStream();
            try {
                while (whole.size() < bytes) {
                    whole.write(in.readUnsignedByte());
                }
            } catch (SocketTimeoutException _) {
                // all that was sent has come
            }
            cut();
            return wholeFrames(whole.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> wholeFrames(byte[] bytes) throws IOException {
        var frames = new ArrayList<JsonNode>();
        var from = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            while (true) {
                from.readByte();
                int length = from.readUnsignedByte();
                var payload = new byte[length == 126 ? from.readUnsignedShort() : length];
                from.readFully(payload);
                frames.add(JSON.readTree(payload));
            }
        } catch (EOFException _) {
            return frames;
        }
    }

    /// The session's id, from READY.
    String session() {
        return dispatches.getFirst().path("d").path("session_id").asText();
    }

    private String head() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private void read() throws IOException, DataFormatException {
        int opcode = in.readUnsignedByte() & 0x0F;
        int second = in.readUnsignedByte();
        int length = switch (second) {
            case 126 -> in.readUnsignedShort();
            case 127 -> Math.toIntExact(in.readLong());
            default -> second;
        };
        var payload = new byte[length];
        in.readFully(payload);
        switch (opcode) {
            case 1 -> incoming.add(new Incoming.Payload(JSON.readTree(payload)));
            case 2 -> {
                compressed.incrementAndGet();
                newest = payload;
                incoming.add(new Incoming.Payload(JSON.readTree(decompression.payload(payload))));
            }
            case 8 ->
                incoming.add(new Incoming.Closing(
                        length < 2 ? 1005 : (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF),
                        length < 2 ? "" : new String(payload, 2, length - 2, StandardCharsets.UTF_8)));
            case 10 ->
                incoming.add(new Incoming.Payload(
                        JSON.valueToTree(Map.of("pong", new String(payload, StandardCharsets.UTF_8)))));
            default -> throw new EOFException("opcode " + opcode);
        }
    }

    /// How many frames were binary.
    int compressed() {
        return compressed.get();
    }

    /// What the newest of them brought, as it came.
    byte[] newestCompressed() {
        return newest;
    }

    TestClient send(String json) {
        return frame(0x81, json.getBytes(StandardCharsets.UTF_8));
    }

    TestClient close(int code) {
        return frame(0x88, new byte[] {(byte) (code >> 8), (byte) code});
    }

    /// One masked frame.
    TestClient frame(int first, byte[] payload) {
        return raw(MaskedFrame.of(first, payload));
    }

    TestClient raw(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next thing that came in.
    Incoming next() {
        try {
            var next = incoming.poll(DEADLINE_S, TimeUnit.SECONDS);
            assertThat(next).as("something within " + DEADLINE_S + " s").isNotNull();
            if (next instanceof Incoming.Payload(var json) && json.path("op").asInt(-1) == 0) {
                dispatches.add(json);
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode payload() {
        var next = next();
        assertThat(next).isInstanceOf(Incoming.Payload.class);
        return ((Incoming.Payload) next).json();
    }

    /// The next payload with this op; those before it are dropped.
    JsonNode op(int op) {
        while (true) {
            var payload = payload();
            if (payload.path("op").asInt(-1) == op) {
                return payload;
            }
        }
    }

    /// The next dispatch of this type; those before it are dropped.
    JsonNode dispatch(String type) {
        while (true) {
            var payload = op(0);
            if (payload.path("t").asText().equals(type)) {
                return payload;
            }
        }
    }

    /// The texts of the next messages.
    List<String> messages(int count) {
        var texts = new ArrayList<String>();
        while (texts.size() < count) {
            texts.add(dispatch("MESSAGE_CREATE").path("d").path("content").asText());
        }
        return texts;
    }

    /// All dispatches so far, as far as they were asked for.
    List<JsonNode> dispatches() {
        return dispatches;
    }

    int lastSequence() {
        return dispatches.getLast().path("s").asInt();
    }

    /// How the server closes; what comes before is dropped.
    Incoming.Closing closing() {
        while (true) {
            var next = next();
            if (next instanceof Incoming.Closing closing) {
                return closing;
            }
            assertThat(next).as("a close frame before the end").isNotInstanceOf(Incoming.Gone.class);
        }
    }

    void gone() {
        while (!(next() instanceof Incoming.Gone)) {
            // whatever comes before the end
        }
    }

    TestClient identify(String token, int intents) {
        return send("{\"op\":2,\"d\":{\"token\":\"" + token + "\",\"intents\":" + intents + ",\"properties\":{}}}");
    }

    TestClient resume(String token, String session, int seq) {
        return send("{\"op\":6,\"d\":{\"token\":\"" + token + "\",\"session_id\":\"" + session + "\",\"seq\":" + seq
                + "}}");
    }

    /// The socket ends without a word.
    void cut() {
        if (socket.isClosed()) {
            return;
        }
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        decompression.end();
    }
}
