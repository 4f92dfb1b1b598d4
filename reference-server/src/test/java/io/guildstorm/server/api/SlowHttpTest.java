package io.guildstorm.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.node.RawHttp;
import io.netty.channel.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is slow, or says that it is, holds little and not for long.
class SlowHttpTest {
    private static final String SMALL = "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
    private static final String BIG = "GET /big HTTP/1.1\r\nHost: x\r\n\r\n";

    private PlainServer server;

    @BeforeEach
    void start() throws IOException {
        server = new PlainServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// The clock stands between the bytes, so each of them is in time and all together are not.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "POST /sm",
                "POST /small HTTP/1.1\r\nHost: x\r\nX-Slow: ",
                "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
                "POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n",
                "POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Slow: "
            })
    void a_request_that_is_not_finished_within_a_minute_is_not_waited_for_and_others_are(String beginning)
            throws Exception {
        try (var slow = new RawHttp(server.port());
                var busy = new RawHttp(server.port())) {
            var slowEnd = server.accepted();
            slow.write(beginning);
            for (int i = 0; i < 3; i++) {
                server.skip(Duration.ofSeconds(19));
                slow.write("a");
                busy.write(SMALL);
                assertThat(busy.read().status()).isEqualTo(204);
                assertThat(slowEnd.isOpen()).isTrue();
            }
            server.skip(Duration.ofSeconds(4));

            assertThat(slow.ended()).isTrue();
            busy.write(SMALL);
            assertThat(busy.read().status()).isEqualTo(204);
        }
    }

    @Test
    void answers_that_nobody_reads_are_made_a_few_at_a_time_and_all_come_once_they_are_read() throws Exception {
        int count = 500;
        try (var slow = new RawHttp(server.port())) {
            var end = server.accepted();
            slow.write(BIG.repeat(count));
            long most = 0;
            for (int i = 0; i < count; i++) {
                most = Math.max(most, waitingBytes(end));
                var reply = slow.read();
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body()).hasSize(PlainServer.BIG);
            }

            assertThat(most).isPositive().isLessThan(4L * PlainServer.BIG);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/big", "/endless"})
    void who_leaves_answers_unread_for_a_minute_is_hung_up_on(String path) throws Exception {
        try (var slow = new RawHttp(server.port())) {
            var end = server.accepted();
            slow.write(BIG.replace("/big", path).repeat(200));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (waitingBytes(end) == 0 || end.isWritable()) {
                assertThat(System.nanoTime()).as("the socket takes all of it").isLessThan(deadline);
            }
            server.skip(Duration.ofSeconds(61));

            assertThat(end.closeFuture().await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static long waitingBytes(Channel end) {
        return end.eventLoop()
                .submit(() -> {
                    var buffer = end.unsafe().outboundBuffer();
                    return buffer == null ? 0L : buffer.totalPendingWriteBytes();
                })
                .syncUninterruptibly()
                .getNow();
    }
}
