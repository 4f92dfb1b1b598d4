package io.guildstorm.scenarios.client;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The HTTP half of opening a WebSocket. The key is always RFC 6455's sample, so the accept is known beforehand.
final class Upgrade {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private static final int LONGEST_HEAD = 8_192;

    private Upgrade() {}

    static String request(String host, int port, String pathAndQuery) {
        return "GET " + pathAndQuery + " HTTP/1.1\r\nHost: " + host + ":" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + KEY
                + "\r\nSec-WebSocket-Version: 13\r\n\r\n";
    }

    /// @return the first byte behind the head; -1: not all of it is there
    static int endOfHead(MemorySegment in, int to) {
        for (int i = 3; i < to; i++) {
            if (in.get(ValueLayout.JAVA_BYTE, i) == '\n' && in.get(ValueLayout.JAVA_BYTE, i - 2L) == '\n') return i + 1;
        }
        return -1;
    }

    /// Whether a head that has no end yet is too long to have one.
    static boolean endless(int bytes) {
        return bytes > LONGEST_HEAD;
    }

    /// @return why it is refused, null when the socket is upgraded
    static @Nullable String refusal(MemorySegment in, int end) {
        byte[] bytes = in.asSlice(0, end).toArray(ValueLayout.JAVA_BYTE);
        String head = new String(bytes, StandardCharsets.US_ASCII);
        String status = head.substring(0, head.indexOf("\r\n"));
        if (!status.startsWith("HTTP/1.1 101")) return "upgrade answered " + status;
        boolean accepted = head.lines().anyMatch(line -> {
            int colon = line.indexOf(':');
            return colon > 0
                    && line.substring(0, colon).toLowerCase(Locale.ROOT).equals("sec-websocket-accept")
                    && line.substring(colon + 1).strip().equals(ACCEPT);
        });
        return accepted ? null : "upgrade without the right Sec-WebSocket-Accept";
    }
}
