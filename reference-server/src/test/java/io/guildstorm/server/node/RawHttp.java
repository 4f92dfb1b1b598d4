package io.guildstorm.server.node;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// HTTP by hand, for what well-behaved clients do not do.
public final class RawHttp implements AutoCloseable {
    private static final int READ_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;

    public RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(READ_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// @param headers names in lower case
    public record Reply(int status, Map<String, String> headers, String body) {}

    public static Reply get(int port, String path) throws IOException {
        try (var http = new RawHttp(port)) {
            http.write("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
            return http.read();
        }
    }

    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /// What comes up to `mark` and with it, each byte a character.
    public String readThrough(String mark) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(mark) < 0) {
            int one = in.read();
            if (one < 0) {
                throw new IOException("the server closed the connection after: " + text);
            }
            text.append((char) one);
        }
        return text.toString();
    }

    public Reply read() throws IOException {
        String first = line();
        int status = Integer.parseInt(first.split(" ", -1)[1]);
        var headers = new HashMap<String, String>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Reply(status, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    /// Whether the server has closed: nothing more comes.
    public boolean ended() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException _) {
            return true; // it had not read all when it hung up
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new IOException("the server closed the connection");
            }
            if (one != '\r') {
                line.write(one);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
