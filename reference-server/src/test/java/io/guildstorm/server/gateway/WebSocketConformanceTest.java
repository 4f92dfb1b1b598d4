package io.guildstorm.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 6455, row by row, against a real server. Behind each row's bytes comes a ping: it is answered if the connection
/// lives, and must not be if the row closes it.
@TestInstance(Lifecycle.PER_CLASS)
class WebSocketConformanceTest {
    private static final byte[] LAST_PING = WebSocketCase.frame(WebSocketCase.PING, "last");
    private static final String LAST_PONG = "pong 6c617374";

    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static List<WebSocketCase> lengths() {
        return FramingCases.lengths();
    }

    static List<WebSocketCase> unmasked() {
        return FramingCases.unmasked();
    }

    static List<WebSocketCase> reserved() {
        return FramingCases.reserved();
    }

    static List<WebSocketCase> pings() {
        return FramingCases.pings();
    }

    static List<WebSocketCase> fragments() {
        return FramingCases.fragments();
    }

    static List<WebSocketCase> utf8() {
        return TextAndCloseCases.utf8();
    }

    static List<WebSocketCase> closing() {
        return TextAndCloseCases.closing();
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void payloads_of_up_to_4096_bytes_are_read_if_their_length_is_told_in_the_shortest_way(WebSocketCase row)
            throws IOException {
        check(row);
    }

    @ParameterizedTest
    @MethodSource("unmasked")
    void a_frame_without_a_mask_is_refused(WebSocketCase row) throws IOException {
        check(row);
    }

    @ParameterizedTest
    @MethodSource("reserved")
    void reserved_bits_and_opcodes_are_refused(WebSocketCase row) throws IOException {
        check(row);
    }

    @ParameterizedTest
    @MethodSource("pings")
    void a_ping_is_answered_with_its_data_and_a_pong_is_not(WebSocketCase row) throws IOException {
        check(row);
    }

    @ParameterizedTest
    @MethodSource("fragments")
    void fragments_make_one_message_with_control_frames_among_them(WebSocketCase row) throws IOException {
        check(row);
    }

    @ParameterizedTest
    @MethodSource("utf8")
    void text_is_utf8_however_it_is_cut(WebSocketCase row) throws IOException {
        check(row);
    }

    @ParameterizedTest
    @MethodSource("closing")
    void a_close_is_answered_and_nothing_behind_it_is_heard(WebSocketCase row) throws IOException {
        check(row);
    }

    @Test
    void the_clients_answer_to_a_close_ends_the_connection() throws IOException {
        try (var socket = new RawWebSocket(server.port())) {
            socket.write(WebSocketCase.text("?"));
            assertThat(socket.next()).isEqualTo("close 4002");
            socket.write(WebSocketCase.close(4_002, ""));

            assertThat(socket.next()).isEqualTo("end");
        }
    }

    /// Behind a broken frame nobody knows where the next begins, so its answer is not waited for in vain.
    @Test
    void who_broke_the_protocol_and_stays_is_hung_up_on_after_2_s() throws IOException {
        try (var socket = new RawWebSocket(server.port())) {
            socket.write(WebSocketCase.hex("8101 41"));
            assertThat(socket.next()).isEqualTo("close 1002");
            server.skip(Duration.ofSeconds(2));

            assertThat(socket.next()).isEqualTo("end");
        }
    }

    private void check(WebSocketCase row) throws IOException {
        var heard = new ArrayList<String>();
        try (var socket = new RawWebSocket(server.port())) {
            byte[] sent = WebSocketCase.all(row.sent(), LAST_PING);
            if (row.bytewise()) {
                socket.writeByteByByte(sent);
            } else {
                socket.write(sent);
            }
            String last;
            do {
                last = socket.next();
                heard.add(last);
            } while (!last.equals(LAST_PONG) && !last.startsWith("close") && !last.equals("end"));
            if (row.closes()) {
                socket.endWriting();
                heard.add(socket.next());
            }
        }

        var expected = new ArrayList<>(row.answers());
        expected.add(row.closes() ? "end" : LAST_PONG);
        assertThat(heard).isEqualTo(expected);
    }
}
