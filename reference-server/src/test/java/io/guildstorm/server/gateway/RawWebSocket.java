package io.guildstorm.server.gateway;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// A WebSocket for what well-behaved clients do not do: it writes the bytes that it is given, and puts each frame of
/// the server into a word.
final class RawWebSocket implements AutoCloseable {
    private static final int READ_MILLIS = 30_000;
    private static final String HANDSHAKE = """
            GET /gateway?v=10&encoding=json HTTP/1.1
            Host: x
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """.replace("\n", "\r\n");

    private final Socket socket;
    private final DataInputStream in;

    /// Past the handshake and HELLO.
    RawWebSocket(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(READ_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
        int ends = 0;
        while (ends < 4) { // both ends of the empty line
            int one = in.readUnsignedByte();
            ends = one == '\r' || one == '\n' ? ends + 1 : 0;
        }
        String hello = next();
        if (!hello.equals("op 10")) {
            throw new IOException("not greeted, but: " + hello);
        }
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /// Each byte for itself, as long as the server takes any.
    void writeByteByByte(byte[] bytes) {
        try {
            for (byte one : bytes) {
                write(new byte[] {one});
            }
        } catch (IOException _) {
            // the server has answered a close and hung up before it had all
        }
    }

    /// The client will send no more.
    void endWriting() throws IOException {
        socket.shutdownOutput();
    }

    /// The next frame: `op 11`, `pong 6869`, `close 1002`, `close` without a code, or `end` of the socket.
    String next() {
        try {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            var payload = new byte[second == 126 ? in.readUnsignedShort() : second];
            in.readFully(payload);
            return switch (first) {
                case 0x81 -> "op " + op(new String(payload, StandardCharsets.UTF_8));
                case 0x88 ->
                    payload.length == 0 ? "close" : "close " + (((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF));
                case 0x8A -> "pong " + HexFormat.of().formatHex(payload);
                default -> "frame " + Integer.toHexString(first);
            };
        } catch (IOException _) {
            return "end"; // of the stream, or a reset
        }
    }

    private static String op(String json) {
        int from = json.indexOf("\"op\":") + 5;
        return json.substring(from, json.indexOf(',', from));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
