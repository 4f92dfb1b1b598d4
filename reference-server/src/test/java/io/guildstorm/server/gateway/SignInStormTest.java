package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.guild.GuildSettings;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.node.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Many sign in at once where one at a time is let in.
class SignInStormTest {
    private static final int MANY = 40;

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(GatewaySettings.defaults().withSignInsMax(1), GuildSettings.DEFAULTS);
    }

    @AfterEach
    void stop() {
        clients.shutdownNow();
        server.close();
    }

    private long waiting() {
        return server.lanes().stream()
                .mapToLong(lane -> lane.tally().read(Meter.SIGN_INS_WAITING))
                .sum();
    }

    /// All lanes stand while `storm` begins, so that they find all of it at once.
    private <T> List<Future<T>> atOnce(int count, Callable<T> client) throws Exception {
        var standing = new CountDownLatch(server.lanes().size());
        var goOn = new CountDownLatch(1);
        for (var lane : server.lanes()) {
            lane.execute(() -> {
                standing.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        standing.await();
        var storm = new ArrayList<Future<T>>();
        for (int i = 0; i < count; i++) {
            storm.add(clients.submit(client));
        }
        goOn.countDown();
        return storm;
    }

    @Test
    void everybody_gets_in_and_then_everything_once() throws Exception {
        var storm = atOnce(MANY, () -> server.signedIn(BOB, ALL));
        var all = new ArrayList<TestClient>();
        for (var one : storm) {
            all.add(one.get());
        }

        server.say(ANN, List.of("first", "second"));

        for (var client : all) {
            assertThat(client.messages(2)).containsExactly("first", "second");
            client.close();
        }
        assertThat(waiting()).isZero();
    }

    @Test
    void everybody_gets_back_in() throws Exception {
        record Cut(String session, int seen) {}
        var cut = new ArrayList<Cut>();
        for (int i = 0; i < MANY; i++) {
            var client = server.signedIn(BOB, ALL);
            client.cut();
            cut.add(new Cut(client.session(), client.lastSequence()));
        }
        server.say(ANN, List.of("missed"));
        var sessions = new ArrayList<>(cut);

        var storm = atOnce(MANY, () -> {
            Cut mine;
            synchronized (sessions) {
                mine = sessions.removeLast();
            }
            return server.connect().resume(server.token(BOB), mine.session, mine.seen);
        });

        for (var one : storm) {
            try (var client = one.get()) {
                assertThat(client.messages(1)).containsExactly("missed");
                client.dispatch("RESUMED");
            }
        }
        assertThat(waiting()).isZero();
    }

    @Test
    void who_gives_up_or_is_refused_lets_the_next_in() throws Exception {
        var storm = atOnce(MANY, () -> {
            var client = TestClient.connect(server.port());
            client.op(10);
            client.identify("no token", ALL);
            client.cut();
            return client;
        });
        for (var one : storm) {
            one.get();
        }

        server.signedIn(BOB, ALL).close();
    }

    /// What was read behind the request is kept until the turn comes.
    @Test
    void a_client_that_does_not_wait_for_the_answer_is_heard_when_it_is_let_in() throws Exception {
        var request = """
                GET /gateway?v=10&encoding=json HTTP/1.1
                Host: x
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                """.replace("\n", "\r\n");
        var storm = atOnce(MANY, () -> {
            var http = new RawHttp(server.port());
            http.write((request + "\u0089\u0080\u0000\u0000\u0000\u0000") // and a ping
                    .getBytes(StandardCharsets.ISO_8859_1));
            return http;
        });

        for (var one : storm) {
            try (var http = one.get()) {
                assertThat(http.read().status()).isEqualTo(101);
                assertThat(http.readThrough("\u008a\u0000")).contains("heartbeat_interval"); // HELLO, then the pong
            }
        }
        assertThat(waiting()).isZero();
    }
}
