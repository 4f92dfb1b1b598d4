package io.guildstorm.server.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A POST whose head goes first and whose body comes when the test says so.
final class SlowBody implements AutoCloseable {
    private static final int READ_MILLIS = 30_000;

    private final Socket socket;
    private final BufferedReader in;

    SlowBody(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(READ_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    /// The server says 100 once it has judged the head.
    void begin(String path, String token, int length) throws IOException {
        write(String.join(
                "\r\n",
                "POST " + path + " HTTP/1.1",
                "Host: x",
                "Authorization: Bot " + token,
                "Expect: 100-continue",
                "Content-Length: " + length,
                "\r\n"));
    }

    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Of the next answer, whose head is read to its end.
    int status() throws IOException {
        int status = Integer.parseInt(in.readLine().split(" ", -1)[1]);
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            // headers
        }
        return status;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
