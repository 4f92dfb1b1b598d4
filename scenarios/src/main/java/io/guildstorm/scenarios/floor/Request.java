package io.guildstorm.scenarios.floor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An HTTP request that lies whole in a buffer.
/// @param key of an upgrade, null for others
/// @param bodyFrom first byte of the body
/// @param end first byte after it
record Request(@Nullable String key, int bodyFrom, int end) {
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455

    /// The one that begins at `from`; null: it is not whole.
    static @Nullable Request in(byte[] bytes, int from) {
        int end = endOfHead(bytes, from);
        if (end < 0) return null;
        String key = null;
        int length = 0;
        String head = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        for (String line : head.lines().skip(1).toList()) {
            int colon = line.indexOf(':');
            if (colon < 0) continue;
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "sec-websocket-key" -> key = value;
                case "content-length" -> length = Integer.parseInt(value);
                default -> {}
            }
        }
        return bytes.length - end < length ? null : new Request(key, end, end + length);
    }

    private static int endOfHead(byte[] bytes, int from) {
        for (int i = from + 3; i < bytes.length; i++) if (bytes[i] == '\n' && bytes[i - 2] == '\n') return i + 1;
        return -1;
    }

    boolean upgrades() {
        return key != null;
    }

    /// The answer to an upgrade.
    byte[] upgraded() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.ISO_8859_1));
            return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-1", impossible);
        }
    }
}
