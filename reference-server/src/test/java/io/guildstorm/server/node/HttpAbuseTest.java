package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What no client should send, row by row. Each gets a defined answer, no byte of it is taken for a request that it
/// is not, and the next client is served.
class HttpAbuseTest {
    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.inMemory();

    static List<HttpCase> framing() {
        return HttpCases.framing();
    }

    static List<HttpCase> headers() {
        return HttpCases.headers();
    }

    static List<HttpCase> lines() {
        return HttpCases.lines();
    }

    static List<HttpCase> targets() {
        return TargetAndBodyCases.targets();
    }

    static List<HttpCase> bodies() {
        return TargetAndBodyCases.bodies();
    }

    @ParameterizedTest
    @MethodSource("framing")
    void where_a_request_ends_is_told_in_one_way_or_it_is_refused(HttpCase row) throws IOException {
        check(row);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void headers_that_others_might_read_otherwise_are_refused(HttpCase row) throws IOException {
        check(row);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void what_does_not_begin_with_a_line_of_HTTP_1_is_refused(HttpCase row) throws IOException {
        check(row);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void a_target_means_a_route_or_nothing(HttpCase row) throws IOException {
        check(row);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_body_of_64_KiB_is_read_and_a_longer_one_is_not(HttpCase row) throws IOException {
        check(row);
    }

    @Test
    void the_answer_to_HEAD_has_no_body_and_the_next_answer_is_found() throws IOException {
        try (var http = new RawHttp(server.port())) {
            http.write("HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + HttpCase.get("/healthz"));

            assertThat(http.readThrough("\r\n\r\n")).startsWith("HTTP/1.1 405 ");
            assertThat(http.read().status()).isEqualTo(200);
        }
    }

    private static void check(HttpCase row) throws IOException {
        String token =
                "Bot " + server.demo().path("users").path(0).path("token").asText();
        var statuses = new ArrayList<Integer>();
        try (var http = new RawHttp(server.port())) {
            http.write(row.bytes(server.channel(), token));
            for (int i = 0; i < row.statuses().size(); i++) {
                var reply = http.read();
                statuses.add(reply.status());
                if (reply.status() >= 400) {
                    var body = new ObjectMapper().readTree(reply.body());
                    assertThat(body.path("message").isTextual())
                            .as(reply.body())
                            .isTrue();
                    assertThat(body.path("code").isInt()).as(reply.body()).isTrue();
                }
            }
            assertThat(statuses).as(row.name()).isEqualTo(row.statuses());
            if (row.end()) {
                assertThat(http.ended()).isTrue();
            } else {
                http.write(HttpCase.get("/healthz"));
                assertThat(http.read().status()).isEqualTo(200);
            }
        }
        assertThat(RawHttp.get(server.port(), "/healthz").status()).isEqualTo(200);
    }
}
