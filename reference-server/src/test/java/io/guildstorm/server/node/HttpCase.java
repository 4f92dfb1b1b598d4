package io.guildstorm.server.node;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/// One row of what no client should send.
/// @param request each character a byte; `CHANNEL` and `TOKEN` stand for real ones
/// @param statuses of all answers, in order
/// @param end whether the connection ends with the last of them; if not, it serves the next request
record HttpCase(String name, String request, List<Integer> statuses, boolean end) {
    static HttpCase goesOn(String name, String request, int... statuses) {
        return new HttpCase(name, request, IntStream.of(statuses).boxed().toList(), false);
    }

    static HttpCase ends(String name, String request, int... statuses) {
        return new HttpCase(name, request, IntStream.of(statuses).boxed().toList(), true);
    }

    /// A send with these headers, each with its line end, and this body.
    static String send(String headers, String body) {
        return "POST /api/v10/channels/CHANNEL/messages HTTP/1.1\r\nHost: x\r\nAuthorization: TOKEN\r\n" + headers
                + "\r\n" + body;
    }

    /// A health check of this request line.
    static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    byte[] bytes(String channel, String token) {
        return request.replace("CHANNEL", channel).replace("TOKEN", token).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return name;
    }
}
