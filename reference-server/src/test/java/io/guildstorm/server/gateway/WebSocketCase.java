package io.guildstorm.server.gateway;

import io.guildstorm.server.gateway.frame.MaskedFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// One row of the conformance tables: what a client writes behind the handshake, and what it is answered.
/// @param answers as [RawWebSocket#next] words them; one that begins with `close` is the last
/// @param bytewise each byte is a write of its own
@SuppressWarnings("ArrayRecordComponent") // written, never compared
record WebSocketCase(String name, byte[] sent, List<String> answers, boolean bytewise) {
    /// What shows that a message was heard: its answer is `op 11`.
    static final String BEAT = "{\"op\":1,\"d\":null}";

    static final String ACK = "op 11";

    static final int FINAL = 0x80;
    static final int CONTINUATION = 0x00;
    static final int TEXT = 0x01;
    static final int BINARY = 0x02;
    static final int CLOSE = 0x88;
    static final int PING = 0x89;
    static final int PONG = 0x8A;

    /// @param answers with commas between; "": none
    static WebSocketCase row(String name, String answers, byte[]... sent) {
        return new WebSocketCase(
                name, all(sent), answers.isEmpty() ? List.of() : List.of(answers.split(", ", -1)), false);
    }

    WebSocketCase byteByByte() {
        return new WebSocketCase(name + ", byte by byte", sent, answers, true);
    }

    boolean closes() {
        return !answers.isEmpty() && answers.getLast().startsWith("close");
    }

    static byte[] frame(int first, byte[] payload) {
        return MaskedFrame.of(first, payload);
    }

    static byte[] frame(int first, String payload) {
        return frame(first, payload.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] text(String payload) {
        return frame(FINAL | TEXT, payload);
    }

    static byte[] beat() {
        return text(BEAT);
    }

    /// A heartbeat that blanks make so long.
    static String beatOf(int bytes) {
        return BEAT + " ".repeat(bytes - BEAT.length());
    }

    static byte[] close(int code, String reason) {
        return frame(CLOSE, all(new byte[] {(byte) (code >> 8), (byte) code}, reason.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /// The payload as one message, cut before each of `cuts`.
    static byte[] fragmented(byte[] payload, int... cuts) {
        var out = new ByteArrayOutputStream();
        int from = 0;
        for (int cut : cuts) {
            out.writeBytes(
                    frame(from == 0 && out.size() == 0 ? TEXT : CONTINUATION, Arrays.copyOfRange(payload, from, cut)));
            from = cut;
        }
        out.writeBytes(frame(FINAL | CONTINUATION, Arrays.copyOfRange(payload, from, payload.length)));
        return out.toByteArray();
    }

    static byte[] all(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] times(int count, byte[] bytes) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
