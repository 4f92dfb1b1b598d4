package io.guildstorm.server.api;

import io.guildstorm.server.wire.ErrorBody;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request's first line and headers have to be, so that a proxy before this server cannot read them otherwise
/// than it does. What breaks a rule ends the connection, as nobody knows where the next request begins. Pure.
final class HeadRules {
    private static final Pattern TARGET = Pattern.compile("[!-~&&[^#]]+");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~%:\\[\\]-]*");

    private HeadRules() {}

    /// Null: it keeps them all.
    static Answer.@Nullable Whole refusal(HttpRequest head) {
        if (!head.decoderResult().isSuccess()) {
            return unreadable(head.decoderResult().cause());
        }
        var version = head.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return error(505, "505: HTTP Version Not Supported");
        }
        boolean sound = TARGET.matcher(head.uri()).matches() && oneHost(head) && plainOrChunked(head);
        return sound ? null : error(400, "400: Bad Request");
    }

    private static boolean oneHost(HttpRequest head) {
        var hosts = head.headers().getAll(HttpHeaderNames.HOST);
        return hosts.isEmpty()
                ? head.protocolVersion().equals(HttpVersion.HTTP_1_0)
                : hosts.size() == 1 && isHost(hosts.getFirst());
    }

    /// Whether it may be a host, a port with it: nothing that means more in a URL.
    static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    /// No other coding of a body than chunks, and that told once. That nothing tells a length beside it, the codec
    /// sees to.
    private static boolean plainOrChunked(HttpRequest head) {
        var codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty()
                || (codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst()));
    }

    private static Answer.Whole unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> error(414, "414: URI Too Long");
            case TooLongHttpHeaderException _ -> error(431, "431: Request Header Fields Too Large");
            default -> error(400, "400: Bad Request");
        };
    }

    private static Answer.Whole error(int status, String message) {
        return Answer.error(ErrorBody.of(status, 0, message));
    }
}
