package io.guildstorm.server.api;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;

/// What the first line of a request points at.
/// @param path begins with a slash; its escapes as they came, for an escaped slash is no end of a segment
/// @param query decoded: all values of each name
/// @param host what the client calls this server; "" if it did not say
record RequestTarget(String path, Map<String, List<String>> query, String host) {
    private static final List<String> SCHEMES = List.of("http://", "https://");

    /// @throws IllegalArgumentException it has neither of the two forms that a server takes, or a broken escape
    static RequestTarget of(HttpRequest head) {
        String uri = head.uri();
        for (String scheme : SCHEMES) {
            if (uri.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return absolute(uri.substring(scheme.length()));
            }
        }
        return of(uri, head.headers().get(HttpHeaderNames.HOST, ""));
    }

    /// As a proxy is sent: its host counts, and the header does not (RFC 9112, 3.2.2).
    private static RequestTarget absolute(String afterScheme) {
        int end = 0;
        while (end < afterScheme.length() && "/?".indexOf(afterScheme.charAt(end)) < 0) {
            end++;
        }
        String host = afterScheme.substring(0, end);
        if (host.isEmpty() || !HeadRules.isHost(host)) {
            throw new IllegalArgumentException("no host in an absolute target");
        }
        String rest = afterScheme.substring(end);
        return of(rest.startsWith("/") ? rest : "/" + rest, host);
    }

    private static RequestTarget of(String uri, String host) {
        if (!uri.startsWith("/")) {
            throw new IllegalArgumentException("a target begins with a slash");
        }
        int end = uri.indexOf('?');
        return end < 0
                ? new RequestTarget(uri, Map.of(), host)
                : new RequestTarget(
                        uri.substring(0, end),
                        new QueryStringDecoder(uri.substring(end + 1), false).parameters(),
                        host);
    }
}
