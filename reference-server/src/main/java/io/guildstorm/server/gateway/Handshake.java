package io.guildstorm.server.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a request to become a WebSocket asks for.
/// @param accept the answer to its key
/// @param supported version, encoding and compression are ones that this server speaks
/// @param compress how all that the connection is sent is compressed
/// @param resumeUrl this server as the client reached it, without a query
record Handshake(String accept, boolean supported, Compress compress, String resumeUrl) {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final Set<String> VERSIONS = Set.of("9", "10");

    /// As `compress` in the query says it.
    enum Compress {
        NONE,
        ZLIB_STREAM,
        ZSTD_STREAM,
        /// None that this server speaks.
        UNKNOWN;

        private static Compress of(String name) {
            return switch (name) {
                case "" -> NONE;
                case "zlib-stream" -> ZLIB_STREAM;
                case "zstd-stream" -> ZSTD_STREAM;
                default -> UNKNOWN;
            };
        }
    }

    /// What keeps a request from becoming a WebSocket.
    enum Flaw {
        /// It is none of RFC 6455.
        NOT_A_WEBSOCKET,
        /// It is one of a version other than 13.
        OTHER_VERSION
    }

    /// Null: there is none.
    static @Nullable Flaw flawOf(HttpRequest request) {
        var headers = request.headers();
        if (!request.method().equals(HttpMethod.GET)
                || !request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || !headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)
                || !headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
            return Flaw.NOT_A_WEBSOCKET;
        }
        if (!headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "").equals("13")) {
            return Flaw.OTHER_VERSION;
        }
        var keys = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        return keys.size() == 1 && isKey(keys.getFirst()) ? null : Flaw.NOT_A_WEBSOCKET;
    }

    /// Of a request without a flaw.
    /// @param encrypted whether the client reached us by TLS
    static Handshake of(HttpRequest request, boolean encrypted) {
        var headers = request.headers();
        String key = headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY, "");
        var query = new QueryStringDecoder(request.uri());
        var compress = Compress.of(parameter(query, "compress", ""));
        boolean supported = VERSIONS.contains(parameter(query, "v", ""))
                && parameter(query, "encoding", "json").equals("json")
                && compress != Compress.UNKNOWN;
        String url = (encrypted ? "wss://" : "ws://") + headers.get(HttpHeaderNames.HOST, "localhost") + "/gateway";
        return new Handshake(accept(key), supported, compress, url);
    }

    /// The answer that makes the connection a WebSocket.
    byte[] answer() {
        return ("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nvia: 1.1 guildstorm\r\n"
                        + "sec-websocket-accept: " + accept + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String parameter(QueryStringDecoder query, String name, String absent) {
        return query.parameters().getOrDefault(name, List.of(absent)).getFirst();
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException _) {
            return false; // answered with 400
        }
    }

    private static String accept(String key) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(sha1.digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform has no SHA-1", e);
        }
    }
}
