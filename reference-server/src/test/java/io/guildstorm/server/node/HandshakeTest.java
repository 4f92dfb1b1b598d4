package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.server.gateway.frame.MaskedFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How an HTTP connection becomes a WebSocket, or does not (RFC 6455, chapter 4).
class HandshakeTest {
    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.inMemory();

    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private static final String REQUEST = """
            GET /gateway?v=10&encoding=json HTTP/1.1
            Host: x
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """;

    private static String wire(String request) {
        return request.replace("\n", "\r\n");
    }

    /// The request with one thing changed: what is replaced, by what.
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
            GET                            | GET
            /gateway?                      | /gateway/?
            Host                           | hOST
            Upgrade: websocket             | upgrade: WebSocket
            Upgrade: websocket             | Upgrade: h2c, websocket
            Connection: Upgrade            | connection: keep-alive, UPGRADE
            Connection: Upgrade            | Connection: keep-alive\\nConnection: upgrade
            Sec-WebSocket-Version          | sec-websocket-version
            Sec-WebSocket-Key              | SEC-WEBSOCKET-KEY
            Host: x                        | Host: x\\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits
            Host: x                        | Host: x\\nSec-WebSocket-Extensions: x-unknown; a=1, x-other
            Host: x                        | Host: x\\nSec-WebSocket-Protocol: chat, superchat
            Host: x                        | Host: localhost\\nOrigin: http://localhost
            Host: x                        | Host: x\\nX-Anything: at all
            """)
    void a_request_of_RFC_6455_is_taken_and_no_extension_or_protocol_with_it(String part, String instead)
            throws Exception {
        try (var http = new RawHttp(server.port())) {
            http.write(wire(REQUEST.replace(part, instead.replace("\\n", "\n"))));
            var reply = http.read();

            assertThat(reply.status()).isEqualTo(101);
            assertThat(reply.headers())
                    .containsEntry("sec-websocket-accept", ACCEPT)
                    .doesNotContainKeys("sec-websocket-extensions", "sec-websocket-protocol", "content-length");
            assertThat(http.readThrough("}")).contains("\"op\":10");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
            GET                                         | POST                                        | 400
            GET                                         | PUT                                         | 400
            HTTP/1.1                                    | HTTP/1.0                                    | 400
            Sec-WebSocket-Version: 13                   | Sec-WebSocket-Version: 12                   | 426
            Sec-WebSocket-Version: 13                   | Sec-WebSocket-Version: 14                   | 426
            Sec-WebSocket-Version: 13                   | Sec-WebSocket-Version: 8                    | 426
            Sec-WebSocket-Version: 13                   | Sec-WebSocket-Version: 130                  | 426
            Sec-WebSocket-Version: 13                   | Sec-WebSocket-Version:                      | 426
            Sec-WebSocket-Version: 13                   | X-Nothing: here                             | 426
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | X-Nothing: here                             | 400
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Key:                          | 400
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Key: dGhlIHNhbXBsZQ==         | 400
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSE= | 400
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Key: not base64 at all ======= | 400
            Host: x                                     | Host: x\\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA== | 400
            Connection: Upgrade                         | Connection: keep-alive                      | 400
            Connection: Upgrade                         | X-Nothing: here                             | 400
            Connection: Upgrade                         | Connection: Upgraded                        | 400
            Upgrade: websocket                          | X-Nothing: here                             | 426
            Upgrade: websocket                          | Upgrade: h2c                                | 426
            Upgrade: websocket                          | Upgrade: websocketx                         | 426
            /gateway?                                   | /nowhere?                                   | 404
            /gateway?                                   | /api/v10/gateway?                           | 200
            """)
    void any_other_is_answered_in_JSON_and_the_next_client_is_served(String part, String instead, int status)
            throws Exception {
        try (var http = new RawHttp(server.port())) {
            http.write(wire(REQUEST.replace(part, instead.replace("\\n", "\n"))));
            var reply = http.read();

            assertThat(reply.status()).isEqualTo(status);
            assertThat(new ObjectMapper().readTree(reply.body()).isObject()).isTrue();
            if (status == 426) {
                assertThat(reply.headers())
                        .containsEntry("sec-websocket-version", "13")
                        .containsEntry("upgrade", "websocket");
            }
        }
        assertThat(RawHttp.get(server.port(), "/healthz").status()).isEqualTo(200);
    }

    @Test
    void what_a_client_sends_in_one_write_with_its_request_is_heard() throws Exception {
        var all = new ByteArrayOutputStream();
        all.writeBytes(wire(REQUEST).getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(MaskedFrame.of(0x81, "{\"op\":1,\"d\":null}".getBytes(StandardCharsets.UTF_8)));
        try (var http = new RawHttp(server.port())) {
            http.write(all.toByteArray());

            assertThat(http.read().status()).isEqualTo(101);
            assertThat(http.readThrough("}}")).contains("\"op\":10");
            assertThat(http.readThrough("}")).contains("\"op\":11");
        }
    }
}
