package io.guildstorm.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.server.node.ServerUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Everybody's connection breaks at once, and all come back: one session of each user resumes, and for the other two
/// sockets identify, as an impatient client does. The clock moves when the test says so.
class ReconnectStormTest {
    private static final AtomicLong NOW_NANOS = new AtomicLong();
    private static final Duration PACE = Duration.ofSeconds(5);
    private static final List<String> MISSED = List.of("first", "second", "third");

    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.inMemory("access.identify-concurrency=1")
            .and("--demo-users", "20")
            .at(NOW_NANOS::get);

    /// The sockets of one user, once all are back.
    private record Back(String token, TestClient resuming, List<TestClient> identifying) {}

    private record Cut(String token, String session, int seen) {}

    private static TestClient connect() {
        var client = TestClient.connect(server.port());
        client.op(10);
        return client;
    }

    private static TestClient signedIn(String token) {
        var client = connect().identify(token, TestServer.ALL);
        client.dispatch("GUILD_CREATE");
        return client;
    }

    private static void say(String text) {
        var answer =
                server.as("ann").post("channels/" + server.channel() + "/messages", "{\"content\":\"" + text + "\"}");
        assertThat(answer.status()).isEqualTo(200);
    }

    /// All users' sessions are there, and then none has a connection.
    private static List<Cut> cutAll() {
        var resuming = new ArrayList<TestClient>();
        var afresh = new ArrayList<TestClient>();
        var tokens = new ArrayList<String>();
        server.demo()
                .path("users")
                .forEach(user -> tokens.add(user.path("token").asText()));
        tokens.forEach(token -> resuming.add(signedIn(token)));
        NOW_NANOS.addAndGet(PACE.toNanos());
        tokens.forEach(token -> afresh.add(signedIn(token)));
        NOW_NANOS.addAndGet(PACE.toNanos());
        afresh.forEach(TestClient::cut);
        var cut = new ArrayList<Cut>();
        for (int i = 0; i < tokens.size(); i++) {
            var client = resuming.get(i);
            client.cut();
            cut.add(new Cut(tokens.get(i), client.session(), client.lastSequence()));
        }
        return cut;
    }

    private static List<Back> allComeBack(List<Cut> cut) {
        var back = cut.stream()
                .map(was -> new Back(was.token, connect(), List.of(connect(), connect())))
                .toList();
        for (int i = 0; i < cut.size(); i++) {
            back.get(i).resuming.resume(cut.get(i).token, cut.get(i).session, cut.get(i).seen);
            String token = cut.get(i).token;
            back.get(i).identifying.forEach(client -> client.identify(token, TestServer.ALL));
        }
        return back;
    }

    private static boolean isReady(JsonNode answer) {
        assertThat(answer.path("op").asInt()).isIn(0, 9);
        return answer.path("t").asText().equals("READY");
    }

    @Test
    void everybody_is_back_who_resumes_missed_nothing_and_of_two_identifies_one_waits() {
        var cut = cutAll();
        MISSED.forEach(ReconnectStormTest::say);

        var back = allComeBack(cut);

        var sentBack = new ArrayList<TestClient>();
        for (Back user : back) {
            assertThat(user.resuming.messages(MISSED.size())).isEqualTo(MISSED);
            user.resuming.dispatch("RESUMED");
            var refused = user.identifying.stream()
                    .filter(client -> !isReady(client.payload()))
                    .toList();
            assertThat(refused).as("of two identifies").hasSize(1);
            sentBack.addAll(refused);
        }
        NOW_NANOS.addAndGet(PACE.toNanos());
        for (int i = 0; i < back.size(); i++) {
            sentBack.get(i).identify(back.get(i).token, TestServer.ALL).dispatch("GUILD_CREATE");
        }
        say("all are back");
        for (Back user : back) {
            assertThat(user.resuming.messages(1)).containsExactly("all are back");
            for (var client : user.identifying) {
                assertThat(client.messages(1)).containsExactly("all are back");
                client.close();
            }
            user.resuming.close();
        }
    }
}
