package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConnectionTest {
    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.inMemory();

    @ParameterizedTest
    @ValueSource(ints = {2, 64, 65, 500})
    void pipelined_sends_are_stored_and_answered_in_their_order(int count) throws Exception {
        var expected = new ArrayList<String>();
        try (var http = new RawHttp(server.port())) {
            var requests = new StringBuilder();
            for (int i = 0; i < count; i++) {
                expected.add("p " + i);
                requests.append(send("p " + i));
            }
            http.write(requests.toString());

            var answered = new ArrayList<String>();
            var ids = new ArrayList<Long>();
            for (int i = 0; i < count; i++) {
                var reply = new ObjectMapper().readTree(http.read().body());
                answered.add(reply.path("content").asText());
                ids.add(reply.path("id").asLong());
            }

            assertThat(answered).isEqualTo(expected);
            assertThat(ids).isSorted();
        }
    }

    @Test
    void answers_keep_their_order_though_some_come_at_once_and_others_from_the_store() throws Exception {
        try (var http = new RawHttp(server.port())) {
            var statuses = new ArrayList<Integer>();
            for (int i = 0; i < 30; i++) {
                http.write(send("x") + "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n");
            }

            for (int i = 0; i < 60; i++) {
                statuses.add(http.read().status());
            }

            var expected = new ArrayList<Integer>();
            for (int i = 0; i < 30; i++) {
                expected.addAll(List.of(200, 404));
            }
            assertThat(statuses).isEqualTo(expected);
        }
    }

    @Test
    void a_body_above_64_KiB_is_refused_before_it_is_read() throws Exception {
        try (var http = new RawHttp(server.port())) {
            http.write("POST " + path() + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + token()
                    + "\r\nContent-Length: 70000\r\n\r\n" + "x".repeat(66_000));

            assertThat(http.read().status()).isEqualTo(413);
            assertThat(http.ended()).isTrue();
        }
    }

    @Test
    void too_long_a_line_and_too_many_headers_have_their_own_answers() throws Exception {
        assertThat(RawHttp.get(server.port(), "/" + "x".repeat(5_000)).status()).isEqualTo(414);
        try (var http = new RawHttp(server.port())) {
            http.write("GET /healthz HTTP/1.1\r\nHost: x\r\n" + "X-Filler: yyyyyyyyyyyyyyyyyyyyyyyyyy\r\n".repeat(300));
            assertThat(http.read().status()).isEqualTo(431);
        }
    }

    @Test
    void what_is_not_HTTP_is_told_400_and_closed() throws Exception {
        try (var http = new RawHttp(server.port())) {
            http.write("this is not http\r\n\r\n");

            assertThat(http.read().status()).isEqualTo(400);
            assertThat(http.ended()).isTrue();
        }
    }

    @Test
    void a_connection_is_kept_unless_the_client_says_close() throws Exception {
        try (var http = new RawHttp(server.port())) {
            http.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(http.read().headers()).doesNotContainKey("connection");
            http.write("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            var last = http.read();

            assertThat(last.headers()).containsEntry("connection", "close");
            assertThat(http.ended()).isTrue();
        }
    }

    @Test
    void a_client_that_waits_for_100_gets_it() throws Exception {
        String body = "{\"content\":\"waited\"}";
        try (var http = new RawHttp(server.port())) {
            http.write("POST " + path() + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + token()
                    + "\r\nExpect: 100-continue\r\nContent-Length: " + body.length() + "\r\n\r\n");
            assertThat(http.read().status()).isEqualTo(100);
            http.write(body);

            assertThat(http.read().status()).isEqualTo(200);
        }
    }

    @Test
    void an_offer_of_h2c_is_not_taken_for_a_websocket() throws Exception {
        try (var http = new RawHttp(server.port())) {
            http.write("GET /gateway HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");

            assertThat(http.read().status()).isEqualTo(426);
        }
    }

    @Test
    void deep_nesting_is_not_JSON_to_us() throws Exception {
        var reply = server.as("ann")
                .post(path(), "{\"content\":\"x\",\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");

        assertThat(reply.code()).isEqualTo(50109);
    }

    private static String path() {
        return "/api/v10/channels/" + server.channel() + "/messages";
    }

    private static String token() {
        return "Bot " + server.demo().path("users").path(0).path("token").asText();
    }

    private static String send(String content) {
        String body = "{\"content\":\"" + content + "\"}";
        return "POST " + path() + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + token() + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }
}
