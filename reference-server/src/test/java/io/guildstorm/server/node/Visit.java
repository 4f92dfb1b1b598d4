package io.guildstorm.server.node;

import io.guildstorm.server.gateway.frame.MaskedFrame;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// One client from its connect to its leave, in blocking calls: HELLO, identify, READY, GUILD_CREATE, close handshake.
/// Three in four read plain text, one a zlib stream.
final class Visit {
    private static final int BEFORE_IDENTIFY = 1;
    private static final int AFTER_IDENTIFY = 2;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final byte[] NORMAL = {0x03, (byte) 0xE8};

    private final Socket socket;
    private final DataInputStream in;

    private Visit(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 2_048));
    }

    /// @param number which visit it is: decides how it reads
    static void play(int port, String token, int number) {
        try (var socket = new Socket()) {
            // after the handshake a reset, so that no port waits two minutes for stragglers: loopback has 28,000
            socket.setSoLinger(true, 0);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            new Visit(socket).play(token, number % 4 == 0 ? "&compress=zlib-stream" : "");
        } catch (IOException e) {
            throw new UncheckedIOException("visit " + number, e);
        }
    }

    private void play(String token, String compress) throws IOException {
        upgrade(compress);
        for (int i = 0; i < BEFORE_IDENTIFY; i++) expectData();
        String identify = "{\"op\":2,\"d\":{\"token\":\"" + token + "\",\"intents\":33281,\"properties\":{}}}";
        send(TEXT, identify.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < AFTER_IDENTIFY; i++) expectData();
        send(CLOSE, NORMAL);
        if (skipFrame() != CLOSE) throw new IOException("no answer to the close");
    }

    private void upgrade(String compress) throws IOException {
        String request = String.join(
                "\r\n",
                "GET /gateway?v=10&encoding=json" + compress + " HTTP/1.1",
                "Host: 127.0.0.1:" + socket.getPort(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "\r\n");
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String status = line();
        if (!status.startsWith("HTTP/1.1 101 ")) throw new IOException(status);
        while (!line().isEmpty()) {
            // headers
        }
    }

    @SuppressWarnings("deprecation") // bytes as characters are just what a head is
    private String line() throws IOException {
        String line = in.readLine();
        if (line == null) throw new IOException("the server hung up");
        return line;
    }

    private void expectData() throws IOException {
        int first = skipFrame();
        if (first == CLOSE) throw new IOException("closed by the server");
    }

    /// @return the first byte of a whole frame
    private int skipFrame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        long length = switch (second) {
            case 126 -> in.readUnsignedShort();
            case 127 -> in.readLong();
            default -> second;
        };
        in.skipNBytes(length);
        return first;
    }

    private void send(int first, byte[] payload) throws IOException {
        socket.getOutputStream().write(MaskedFrame.of(first, payload));
    }
}
