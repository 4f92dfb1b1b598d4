package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.node.Person.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Limits of requests, on a clock that moves when the test says so.
class RateLimitTest {
    private static final AtomicLong NOW_NANOS = new AtomicLong();

    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.inMemory("access.route-limit=4/10s", "access.send-limit=3/7s")
            .and("--demo-users", "20")
            .at(NOW_NANOS::get);

    @RegisterExtension
    static final ServerUnderTest capped = ServerUnderTest.inMemory("access.global-limit=30/1s")
            .and("--demo-users", "20")
            .at(NOW_NANOS::get);

    @RegisterExtension
    final ServerUnderTest strict = ServerUnderTest.inMemory("access.invalid-limit=12/10m", "access.send-limit=1/1h")
            .at(NOW_NANOS::get);

    private static void pass(Duration time) {
        NOW_NANOS.addAndGet(time.toNanos());
    }

    private static String messages(ServerUnderTest of) {
        return "channels/" + of.channel() + "/messages";
    }

    @ParameterizedTest
    @CsvSource({
        "eve, GET, users/@me, 200",
        "eve, GET, channels/CHANNEL/messages, 200",
        "eve, GET, guilds/GUILD/members, 200",
        "eve, POST, channels/CHANNEL/typing, 204",
        "eve, GET, channels/1/messages, 404",
        "eve, PATCH, channels/CHANNEL/messages/1, 400"
    })
    void every_route_announces_its_limit_whatever_it_answers(String name, String method, String path, int status) {
        String where = path.replace("CHANNEL", server.channel()).replace("GUILD", server.guild());
        var someone = server.as(name);

        var first = someone.ask(method, where, "{}");
        var second = someone.ask(method, where, "{}");

        assertThat(first.status()).isEqualTo(status);
        assertThat(first.header("X-RateLimit-Limit")).isEqualTo("4");
        assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("3");
        assertThat(second.header("X-RateLimit-Remaining")).isEqualTo("2");
        assertThat(first.header("X-RateLimit-Bucket"))
                .isEqualTo(second.header("X-RateLimit-Bucket"))
                .isNotEmpty()
                .doesNotContain(server.channel(), server.guild());
        assertThat(first.header("X-RateLimit-Reset")).matches("\\d+\\.\\d{3}");
        assertThat(first.header("X-RateLimit-Reset-After")).isEqualTo("10.000");
    }

    @Test
    void a_bucket_is_of_one_user_one_route_and_one_channel() {
        String other = server.demo().path("channels").path(1).path("id").asText();
        for (int i = 0; i < 4; i++) {
            server.as("fay").get(messages(server));
        }

        assertThat(server.as("fay").get(messages(server)).status()).isEqualTo(429);
        assertThat(server.as("fay").get(messages(server) + "/5").status()).isEqualTo(404);
        assertThat(server.as("fay").get("channels/" + other + "/messages").status())
                .isEqualTo(200);
        assertThat(server.as("gus").get(messages(server)).status()).isEqualTo(200);
        assertThat(server.as("fay").send(server.channel(), "x").status()).isEqualTo(200);
    }

    @Test
    void many_connections_at_once_get_no_more_through_than_the_limit() throws Exception {
        var hal = server.as("hal");
        for (int window = 0; window < 5; window++) {
            var replies = atOnce(60, () -> hal.send(server.channel(), "storm"));

            assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(3);
            assertThat(replies)
                    .filteredOn(reply -> reply.status() == 200)
                    .extracting(reply -> reply.header("X-RateLimit-Remaining"))
                    .containsExactlyInAnyOrder("2", "1", "0");
            assertThat(replies)
                    .filteredOn(reply -> reply.status() != 200)
                    .hasSize(57)
                    .allSatisfy(RateLimitTest::saysWhenToComeBack);
            pass(Duration.ofSeconds(7));
        }
    }

    private static void saysWhenToComeBack(Reply reply) {
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(reply.header("X-RateLimit-Scope")).isEqualTo("user");
        assertThat(reply.header("Retry-After")).isEqualTo("7");
        assertThat(reply.json().path("retry_after").asDouble()).isEqualTo(7.0);
        assertThat(reply.json().path("global").asBoolean(true)).isFalse();
        assertThat(reply.json().path("message").asText()).isNotEmpty();
        assertThat(reply.header("X-RateLimit-Global")).isEmpty();
        assertThat(reply.header("Via")).isNotEmpty();
    }

    private static List<Reply> atOnce(int count, Callable<Reply> ask) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Callable<Reply>>();
            for (int i = 0; i < count; i++) {
                asked.add(ask);
            }
            var replies = new ArrayList<Reply>();
            for (Future<Reply> reply : threads.invokeAll(asked)) {
                replies.add(reply.get());
            }
            return replies;
        }
    }

    /// As client libraries do: one request at a time in a bucket; at `Remaining: 0` they wait for `Reset-After`, and
    /// not a millisecond more.
    @Test
    void who_obeys_the_headers_is_never_refused() {
        var ivy = server.as("ivy");
        for (int i = 0; i < 60; i++) {
            var reply = ivy.send(server.channel(), "patient");

            assertThat(reply.status()).isEqualTo(200);
            if (reply.header("X-RateLimit-Remaining").equals("0")) {
                double seconds = Double.parseDouble(reply.header("X-RateLimit-Reset-After"));
                pass(Duration.ofMillis(Math.round(seconds * 1_000)));
            } else {
                pass(Duration.ofNanos(1_234_567)); // windows do not begin and end on whole milliseconds
            }
        }
    }

    @Test
    void who_was_refused_and_waits_as_told_is_let_through() {
        var jan = server.as("jan");
        for (int i = 0; i < 20; i++) {
            var reply = jan.send(server.channel(), "again");
            pass(Duration.ofNanos(123_456_789));
            if (reply.status() == 429) {
                var told = reply.json().path("retry_after").asDouble();
                pass(Duration.ofMillis(Math.round(told * 1_000)).minusNanos(123_456_789));
                assertThat(jan.send(server.channel(), "again").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void all_routes_together_have_a_limit_that_says_that_it_is_global() throws Exception {
        var kit = capped.as("kit");
        var leo = capped.as("leo");

        var replies = atOnce(50, () -> kit.get("users/@me"));
        var elsewhere = kit.get(messages(capped));
        var others = leo.get("users/@me");
        pass(Duration.ofSeconds(1));
        var later = kit.get("users/@me");

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(30);
        assertThat(replies).filteredOn(reply -> reply.status() == 429).hasSize(20);
        assertThat(elsewhere.status()).isEqualTo(429);
        assertThat(elsewhere.header("X-RateLimit-Global")).isEqualTo("true");
        assertThat(elsewhere.header("X-RateLimit-Scope")).isEqualTo("global");
        assertThat(elsewhere.header("Retry-After")).isEqualTo("1");
        assertThat(elsewhere.json().path("global").asBoolean()).isTrue();
        assertThat(others.status()).isEqualTo(200);
        assertThat(later.status()).isEqualTo(200);
        assertThat(later.headers().map().keySet()).noneMatch(name -> name.startsWith("x-ratelimit"));
    }

    @Test
    void an_address_that_is_refused_too_often_is_answered_unread_until_its_window_ends() throws Exception {
        var ann = strict.as("ann");
        var guess = strict.withHeader("Bot guess");
        ann.send(strict.channel(), "the one send of this hour");
        for (int i = 0; i < 6; i++) {
            assertThat(guess.get("users/@me").status()).isEqualTo(401);
            assertThat(ann.send(strict.channel(), "x").status()).isEqualTo(429);
        }

        var shut = ann.get("users/@me");
        var socket = upgrade(strict.port());
        var operator = strict.admin().get("/admin/v1/state");
        var metrics = strict.stranger().get("/metrics");
        pass(Duration.ofMinutes(10));
        var opened = ann.get("users/@me");

        assertThat(shut.status()).isEqualTo(429);
        assertThat(shut.header("X-RateLimit-Scope")).isEqualTo("shared");
        assertThat(shut.header("Retry-After")).isEqualTo("600");
        assertThat(shut.header("Via")).isNotEmpty();
        assertThat(socket.status()).isEqualTo(429);
        assertThat(operator.status()).isEqualTo(200);
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(opened.status()).isEqualTo(200);
    }

    @Test
    void answers_that_are_not_the_clients_fault_do_not_count() {
        var ann = strict.as("ann");

        for (int i = 0; i < 20; i++) {
            assertThat(ann.get("channels/1/messages").status()).isEqualTo(404);
        }

        assertThat(ann.get("users/@me").status()).isEqualTo(200);
    }

    @Test
    void the_name_of_the_server_is_on_every_answer() throws IOException {
        int port = strict.port();

        assertThat(List.of(
                        RawHttp.get(port, "/healthz"),
                        RawHttp.get(port, "/nowhere"),
                        RawHttp.get(port, "/gateway"),
                        RawHttp.get(port, "/api/v10/users/@me"),
                        upgrade(port),
                        ask(port, "POST /healthz HTTP/1.1\r\nHost: x\r\n\r\n"),
                        ask(port, "BAD\r\n\r\n")))
                .extracting(RawHttp.Reply::headers)
                .extracting(headers -> headers.get("via"))
                .containsOnly("1.1 guildstorm");
    }

    /// Without a key, so that it is refused.
    private static RawHttp.Reply upgrade(int port) throws IOException {
        return ask(
                port,
                String.join(
                        "\r\n",
                        "GET /gateway?v=10 HTTP/1.1",
                        "Host: x",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "\r\n"));
    }

    private static RawHttp.Reply ask(int port, String request) throws IOException {
        try (var http = new RawHttp(port)) {
            http.write(request);
            return http.read();
        }
    }

    @Test
    void routes_of_one_shape_have_one_bucket_and_others_have_others() {
        var mia = server.as("mia");

        var names = Map.of(
                "a", mia.get("channels/" + server.channel()).header("X-RateLimit-Bucket"),
                "b", mia.get(messages(server)).header("X-RateLimit-Bucket"),
                "c", mia.get(messages(server) + "/1").header("X-RateLimit-Bucket"),
                "d", mia.delete(messages(server) + "/1").header("X-RateLimit-Bucket"),
                "e", mia.get("guilds/" + server.guild()).header("X-RateLimit-Bucket"));

        assertThat(names.values()).doesNotHaveDuplicates().doesNotContain("");
        assertThat(mia.get("channels/1/messages").header("X-RateLimit-Bucket")).isEqualTo(names.get("b"));
    }
}
