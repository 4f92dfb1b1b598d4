package io.guildstorm.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.guildstorm.server.api.RouteTable.Found;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;

class HttpRequestFuzzTest {
    private static final RouteTable ROUTES = new RouteTable(List.of(
            route("GET", "/healthz"),
            route("POST", "/api/channels/{channel}/messages"),
            route("GET", "/api/channels/{channel}/messages/{message}"),
            route("GET", "/api/users/@me"),
            route("GET", "/admin/v1/state")));

    private static Route route(String method, String path) {
        return new Route(method, path, Route.Access.OPEN, _ -> Answer.now(Answer.nothing()));
    }

    @FuzzTest(maxDuration = "2m")
    void any_target_is_a_route_or_none_or_broken(byte[] bytes) {
        String uri = new String(bytes, StandardCharsets.ISO_8859_1);
        check(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/").setUri(uri));
    }

    /// Behind the real codec: what it hands on is a request by the rules, or refused by a status.
    @FuzzTest(maxDuration = "2m")
    void any_bytes_are_requests_by_the_rules_or_refused(byte[] bytes) {
        var channel = new EmbeddedChannel(new HttpServerCodec(
                new HttpDecoderConfig().setMaxInitialLineLength(4_096).setMaxHeaderSize(8_192), 8_192));
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            if (message instanceof HttpRequest head) {
                var refusal = HeadRules.refusal(head);
                if (refusal == null) {
                    assertThat(head.headers().getAll("Transfer-Encoding")).hasSizeLessThan(2);
                    assertThat(head.headers().getAll("Host")).hasSizeLessThan(2);
                    check(head);
                } else {
                    assertThat(refusal.status()).isIn(400, 414, 431, 505);
                }
            }
            ReferenceCountUtil.release(message);
        }
        channel.finishAndReleaseAll();
    }

    private static void check(HttpRequest head) {
        try {
            var at = RequestTarget.of(head);
            assertThat(at.path()).startsWith("/").doesNotContain("?");
            if (ROUTES.find(head.method().name(), at.path()) instanceof Found.Matched(var route, var _)) {
                long slashes = route.path().chars().filter(c -> c == '/').count();
                long given = at.path().chars().filter(c -> c == '/').count();
                assertThat(given).isBetween(slashes, slashes + 1); // a version may stand behind /api
            }
        } catch (IllegalArgumentException _) {
            // a broken escape, or no path at all: answered with 400
        }
    }
}
