package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose web pages may ask.
class OriginTest {
    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.inMemory();

    @RegisterExtension
    static final ServerUnderTest open = ServerUnderTest.inMemory("access.origins=https://page.example");

    private static RawHttp.Reply get(ServerUnderTest of, String path, @Nullable String origin) throws IOException {
        return ask(of, path, origin, "");
    }

    private static RawHttp.Reply upgrade(ServerUnderTest of, @Nullable String origin) throws IOException {
        return ask(
                of,
                "/gateway?v=10&encoding=json",
                origin,
                String.join(
                        "\r\n",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        ""));
    }

    private static RawHttp.Reply ask(ServerUnderTest of, String path, @Nullable String origin, String more)
            throws IOException {
        try (var http = new RawHttp(of.port())) {
            String page = origin == null ? "" : "Origin: " + origin + "\r\n";
            http.write("GET " + path + " HTTP/1.1\r\nHost: " + of.authority() + "\r\n" + page + more + "\r\n");
            return http.read();
        }
    }

    @Test
    void clients_that_are_no_pages_and_pages_of_our_own_host_may_connect() throws IOException {
        assertThat(upgrade(server, null).status()).isEqualTo(101);
        assertThat(upgrade(server, "http://" + server.authority()).status()).isEqualTo(101);
        assertThat(get(server, "/api/v10/gateway", "http://" + server.authority())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "null", "http://127.0.0.1:1", "x", "http://evil.example:80, http://a"})
    void other_pages_are_refused_wherever_they_ask(String origin) throws IOException {
        var socket = upgrade(server, origin);

        assertThat(socket.status()).isEqualTo(403);
        assertThat(socket.headers()).containsEntry("via", "1.1 guildstorm");
        assertThat(socket.body()).contains("\"code\":0");
        assertThat(get(server, "/api/v10/gateway", origin).status()).isEqualTo(403);
        assertThat(get(server, "/admin/v1/state", origin).status()).isEqualTo(403);
        assertThat(get(server, "/metrics", origin).status()).isEqualTo(403);
    }

    @Test
    void a_page_that_is_listed_may_connect() throws IOException {
        assertThat(upgrade(open, "https://page.example").status()).isEqualTo(101);
        assertThat(upgrade(open, "http://" + open.authority()).status()).isEqualTo(101);
        assertThat(upgrade(open, "https://other.example").status()).isEqualTo(403);
    }

    /// A name of theirs that leads to this machine, so that a page of theirs and we seem to be one host.
    @Test
    void a_foreign_name_for_the_loopback_address_is_not_our_own() throws IOException {
        try (var http = new RawHttp(server.port())) {
            http.write("GET /api/v10/gateway HTTP/1.1\r\nHost: evil.example:" + server.port()
                    + "\r\nOrigin: http://evil.example:" + server.port() + "\r\n\r\n");

            assertThat(http.read().status()).isEqualTo(403);
        }
    }
}
