package io.guildstorm.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.node.RawHttp;
import org.junit.jupiter.api.Test;

class PipelinedUpgradeTest {
    private static final String UPGRADE = """
            GET /gateway HTTP/1.1
            Host: x
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """.replace("\n", "\r\n");

    @Test
    void behind_an_unanswered_request_it_is_refused_and_the_other_is_answered() throws Exception {
        try (var server = new PlainServer();
                var http = new RawHttp(server.port())) {
            http.write("GET /later HTTP/1.1\r\nHost: x\r\n\r\n" + UPGRADE);

            assertThat(http.read().status()).isEqualTo(204);
            assertThat(http.read().status()).isEqualTo(400);
            assertThat(http.ended()).isTrue();
        }
    }
}
