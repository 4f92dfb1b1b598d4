package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.node.Person;
import io.guildstorm.server.state.PrivateRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Case 17: the gateway is gone, another process has its place, and what is left of the sessions is in Redis.
@Timeout(180)
class MovedSessionsIT {
    private static final int SESSIONS = 50;
    private static final int SENDERS = 8;

    @TempDir
    private Path folder;

    private PrivateRedis redis;
    private ChildServer server;
    private final List<MovedSession> sessions = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        redis = PrivateRedis.start(Files.createDirectory(folder.resolve("redis")));
        server = new ChildServer(
                folder.resolve("data"), SESSIONS, "gateway.state=redis", "gateway.redis=" + redis.address());
    }

    @AfterEach
    void stop() {
        sessions.forEach(MovedSession::close);
        if (server != null) {
            server.close();
        }
        if (redis != null) {
            redis.close();
        }
    }

    private MovedSession session(int user) throws IOException {
        var session = MovedSession.begin(server, user, ALL);
        sessions.add(session);
        return session;
    }

    private void killAndStartAgain() throws Exception {
        server.kill();
        sessions.forEach(MovedSession::readToTheEnd);
        server.startAgain();
    }

    private String say(String text) throws IOException {
        var reply = server.as(0).send(server.channel(), text);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().path("id").asText();
    }

    /// Oldest first.
    private List<String> history() throws IOException {
        var all = new ArrayList<String>();
        String path = "channels/" + server.channel() + "/messages?limit=100";
        for (var page = ids(path); !page.isEmpty(); page = ids(path + "&before=" + all.getLast())) {
            all.addAll(page);
        }
        return all.reversed();
    }

    private List<String> ids(String path) throws IOException {
        var ids = new ArrayList<String>();
        server.as(0)
                .get(path)
                .json()
                .forEach(message -> ids.add(message.path("id").asText()));
        return ids;
    }

    /// Sends as fast as it is answered, by several at once, until the server is gone.
    private List<CompletableFuture<Void>> send(ConcurrentSkipListSet<String> acknowledged, CountDownLatch enough)
            throws IOException {
        Person ann = server.as(0);
        String path = "channels/" + server.channel() + "/messages";
        return IntStream.range(0, SENDERS)
                .mapToObj(sender -> CompletableFuture.runAsync(
                        () -> {
                            try {
                                for (int i = 0; ; i++) {
                                    var reply =
                                            ann.ask("POST", path, "{\"content\":\"" + sender + " says " + i + "\"}");
                                    assertThat(reply.status()).isEqualTo(200);
                                    acknowledged.add(reply.json().path("id").asText());
                                    enough.countDown();
                                }
                            } catch (CompletionException _) {
                                // it was killed
                            }
                        },
                        Thread::startVirtualThread))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sessions_of_a_gateway_that_was_killed_amid_sends_resume_on_the_next_without_a_gap(int seed) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < SESSIONS; i++) {
            session(i);
        }
        redis.awaitSessions(kept -> kept == SESSIONS);
        var acknowledged = new ConcurrentSkipListSet<String>();
        var enough = new CountDownLatch(random.nextInt(300, 1_200));

        var sending = send(acknowledged, enough);
        enough.await();
        sessions.get(0).client().cut(); // one had lost its socket before
        killAndStartAgain();
        CompletableFuture.allOf(sending.toArray(CompletableFuture[]::new)).join();
        int resumed = 0;
        for (MovedSession session : sessions) {
            resumed += session.resume() ? 1 : 0;
        }
        String last = say("and on it goes");
        for (int i = 0; i < 10; i++) {
            last = say("and on " + i);
        }
        for (MovedSession session : sessions) {
            session.readTo(last);
        }

        assertThat(resumed).as("of " + SESSIONS + " none started afresh").isEqualTo(SESSIONS);
        var said = history();
        assertThat(said).containsAll(acknowledged);
        int before = said.size() - 11;
        for (MovedSession session : sessions) {
            assertThat(session.numbers())
                    .isEqualTo(IntStream.rangeClosed(1, said.size() + 3).boxed().toList());
            assertThat(session.messages()).isEqualTo(said);
            assertThat(session.types()).containsOnlyOnce("RESUMED");
        }
        System.out.printf(
                "%d of %d resumed, %d started afresh; %d acknowledged of %d stored before the kill, %d deliveries%n",
                resumed, SESSIONS, SESSIONS - resumed, acknowledged.size(), before, SESSIONS * said.size());
    }

    @Test
    void a_foreign_token_or_a_forged_id_is_refused_and_the_session_left_alone() throws Exception {
        var bob = session(1);
        redis.awaitSessions(kept -> kept == 1);
        String heard = say("before");
        killAndStartAgain();

        assertThat(bob.resume(server.token(2), bob.id(), bob.seen()))
                .as("by eve")
                .isFalse();
        String forged = bob.id().substring(0, 19) + (bob.id().endsWith("0") ? '1' : '0');
        assertThat(bob.resume(server.token(1), forged, bob.seen()))
                .as("of another")
                .isFalse();
        boolean resumed = bob.resume();
        String last = say("after");
        bob.readTo(last);

        assertThat(resumed).isTrue();
        assertThat(bob.messages()).containsExactly(heard, last);
    }

    @Test
    void of_two_sockets_that_resume_it_at_once_one_has_it_in_the_end() throws Exception {
        var bob = session(1);
        redis.awaitSessions(kept -> kept == 1);
        killAndStartAgain();

        var sockets = IntStream.range(0, 8).mapToObj(_ -> server.connect()).toList();
        String token = server.token(1);
        sockets.forEach(socket -> socket.resume(token, bob.id(), bob.seen()));
        String last = say("who hears it?");
        var hearing = Collections.synchronizedList(new ArrayList<TestClient>());
        CompletableFuture.allOf(sockets.stream()
                        .map(socket -> CompletableFuture.runAsync(
                                () -> {
                                    if (endsWith(socket, last)) {
                                        hearing.add(socket);
                                    }
                                },
                                Thread::startVirtualThread))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(hearing).hasSize(1);
        sockets.forEach(TestClient::close);
    }

    /// False: it was closed for another, or told to start afresh.
    private static boolean endsWith(TestClient socket, String message) {
        while (true) {
            var next = socket.next();
            if (!(next instanceof TestClient.Incoming.Payload(var json))
                    || json.path("op").asInt() == 9) {
                return false;
            }
            if (json.path("d").path("id").asText().equals(message)) {
                return true;
            }
        }
    }

    @Test
    void a_session_whose_channels_have_changed_since_starts_afresh() throws Exception {
        var bob = session(1);
        var eve = session(2);
        redis.awaitSessions(kept -> kept == 2);
        say("before");
        killAndStartAgain();
        String secret = say("not for bob");
        closeChannelTo(1);

        assertThat(bob.resume()).as("he would be shown " + secret).isFalse();
        assertThat(eve.resume()).as("she is told what changed by nobody").isFalse();
    }

    @Test
    void what_was_closed_before_the_gateway_died_is_not_shown_by_the_next() throws Exception {
        var bob = session(1);
        redis.awaitSessions(kept -> kept == 1);
        say("before");
        closeChannelTo(1);
        bob.client().dispatch("CHANNEL_DELETE");
        String secret = say("not for bob");
        killAndStartAgain();

        bob.resume();
        bob.client().send("{\"op\":1,\"d\":null}").op(11);

        assertThat(bob.client().dispatches().stream().map(Object::toString)).noneMatch(it -> it.contains(secret));
    }

    private void closeChannelTo(int user) throws IOException {
        String id = server.demo().path("users").path(user).path("id").asText();
        String body = "{\"type\":1,\"allow\":\"0\",\"deny\":\"1024\"}";
        var reply = server.as(0).ask("PUT", "channels/" + server.channel() + "/permissions/" + id, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(204);
    }

    @Test
    void a_graceful_stop_hands_its_sessions_over_too() throws Exception {
        var bob = session(1);
        redis.awaitSessions(kept -> kept == 1);
        String first = say("before");
        bob.client()
                .send("{\"op\":8,\"d\":{\"guild_id\":\""
                        + server.demo().path("guild").asText() + "\",\"query\":\"\",\"limit\":1}}");
        bob.client().dispatch("GUILD_MEMBERS_CHUNK"); // no log tells of it: the record has to be the newest
        var stopping = CompletableFuture.runAsync(() -> server.stop());
        bob.client().closing();
        bob.client().close(1012);
        stopping.join();
        bob.readToTheEnd();
        server.startAgain();

        boolean resumed = bob.resume();
        String last = say("after");
        bob.readTo(last);

        assertThat(resumed).isTrue();
        assertThat(bob.messages()).containsExactly(first, last);
    }

    @Test
    void redis_may_die_and_come_back() throws Exception {
        var bob = session(1);
        var eve = session(2);
        redis.awaitSessions(kept -> kept == 2);
        killAndStartAgain();
        assertThat(eve.resume()).isTrue();
        redis.awaitSessions(kept -> kept == 2);

        redis.kill();
        var sent = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            sent.add(say("without it " + i));
        }
        eve.readTo(sent.getLast());
        assertThat(eve.messages()).as("deliveries go on").isEqualTo(sent);
        assertThat(bob.resume()).as("a session of the process before").isFalse();
        redis.startAgain();
        redis.awaitSessions(kept -> kept == 1);

        String known = say("with it");
        eve.client().dispatch("MESSAGE_CREATE");
        server.kill();
        eve.readToTheEnd();
        server.startAgain();
        assertThat(eve.resume()).isTrue();
        String last = say("after");
        eve.readTo(last);
        assertThat(eve.messages()).endsWith(known, last);
        assertThat(eve.numbers())
                .isEqualTo(IntStream.rangeClosed(1, eve.seen()).boxed().toList());
        assertThat(server.log())
                .filteredOn(line -> line.contains("does not answer"))
                .hasSize(1);
        assertThat(server.log())
                .filteredOn(line -> line.contains("answers again"))
                .hasSize(1);
    }
}
