package io.guildstorm.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.server.node.ServerUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How often sessions may begin, on a clock that moves when the test says so.
class IdentifyLimitTest {
    private static final AtomicLong NOW_NANOS = new AtomicLong();
    private static final int INTENTS = 33_281;

    @RegisterExtension
    static final ServerUnderTest slow = ServerUnderTest.inMemory(
                    "access.identify-concurrency=1", "access.shard-guilds=1")
            .and("--demo-users", "20")
            .at(NOW_NANOS::get);

    @RegisterExtension
    static final ServerUnderTest wide = ServerUnderTest.inMemory("access.identify-concurrency=4")
            .and("--demo-users", "20")
            .at(NOW_NANOS::get);

    @RegisterExtension
    final ServerUnderTest few = ServerUnderTest.inMemory("access.identify-limit=3/24h", "access.identify-concurrency=1")
            .at(NOW_NANOS::get);

    private final List<TestClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(TestClient::close);
    }

    private TestClient connect(ServerUnderTest server) {
        var client = TestClient.connect(server.port());
        clients.add(client);
        client.op(10);
        return client;
    }

    private static void pass(Duration time) {
        NOW_NANOS.addAndGet(time.toNanos());
    }

    private static String token(ServerUnderTest server, String name) {
        for (JsonNode user : server.demo().path("users")) {
            if (user.path("name").asText().equals(name)) {
                return user.path("token").asText();
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static void identify(TestClient client, String token, int shard, int shards) {
        client.send("{\"op\":2,\"d\":{\"token\":\"" + token + "\",\"intents\":" + INTENTS
                + ",\"properties\":{},\"shard\":[" + shard + "," + shards + "]}}");
    }

    /// Op 9, with nothing to resume.
    private static void refused(JsonNode answer) {
        assertThat(answer.path("op").asInt()).isEqualTo(9);
        assertThat(answer.path("d").asBoolean(true)).isFalse();
    }

    private static void ready(JsonNode answer) {
        assertThat(answer.path("t").asText()).isEqualTo("READY");
    }

    @Test
    void who_identifies_again_too_early_is_sent_back_and_let_in_later_on_the_same_socket() {
        var first = connect(slow).identify(token(slow, "ann"), INTENTS);
        ready(first.payload()); // before the second asks: two sockets have no order between them
        var second = connect(slow).identify(token(slow, "ann"), INTENTS);
        var other = connect(slow).identify(token(slow, "bob"), INTENTS);

        refused(second.payload());
        ready(other.payload());
        pass(Duration.ofSeconds(5));
        ready(second.identify(token(slow, "ann"), INTENTS).payload());
    }

    @Test
    void as_many_shards_as_are_told_begin_at_once_each_remainder_once() {
        String eve = token(wide, "eve");
        for (int shard = 0; shard < 4; shard++) {
            var client = connect(wide);
            identify(client, eve, shard, 8);
            ready(client.payload());
        }
        var fifth = connect(wide);

        identify(fifth, eve, 4, 8);
        refused(fifth.payload());
        pass(Duration.ofSeconds(5));
        identify(fifth, eve, 4, 8);
        ready(fifth.payload());
        assertThat(allowance(wide, "eve").path("max_concurrency").asInt()).isEqualTo(4);
    }

    @Test
    void of_a_flood_one_gets_in() {
        String cyd = token(slow, "cyd");
        var flood = new ArrayList<TestClient>();
        for (int i = 0; i < 40; i++) {
            flood.add(connect(slow));
        }

        flood.forEach(client -> client.identify(cyd, INTENTS));

        var answers = flood.stream().map(TestClient::payload).toList();
        assertThat(answers).filteredOn(answer -> answer.path("op").asInt() == 0).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.path("op").asInt() == 9).hasSize(39);
    }

    private static JsonNode allowance(ServerUnderTest server, String name) {
        return server.as(name).get("gateway/bot").json().path("session_start_limit");
    }

    @Test
    void what_is_left_for_the_day_is_told_and_obeyed() {
        String ann = token(few, "ann");
        var untouched = allowance(few, "ann");
        for (int left = 2; left >= 0; left--) {
            ready(connect(few).identify(ann, INTENTS).payload());
            refused(connect(few).identify(ann, INTENTS).payload()); // too early: does not count
            assertThat(allowance(few, "ann").path("remaining").asInt()).isEqualTo(left);
            pass(Duration.ofSeconds(5));
        }
        var last = connect(few).identify(ann, INTENTS);

        refused(last.payload());
        var spent = allowance(few, "ann");
        long wait = spent.path("reset_after").asLong();
        assertThat(untouched.path("total").asInt()).isEqualTo(3);
        assertThat(untouched.path("remaining").asInt()).isEqualTo(3);
        assertThat(untouched.path("reset_after").asLong()).isZero();
        assertThat(wait).isEqualTo(Duration.ofHours(24).minusSeconds(15).toMillis());
        assertThat(allowance(few, "bob").path("remaining").asInt()).isEqualTo(3);
        pass(Duration.ofMillis(wait));
        ready(last.identify(ann, INTENTS).payload());
    }

    @Test
    void a_resume_does_not_count() {
        String bob = token(few, "bob");
        var client = connect(few).identify(bob, INTENTS);
        client.dispatch("GUILD_CREATE");
        client.cut();

        var again = connect(few).resume(bob, client.session(), client.lastSequence());

        again.dispatch("RESUMED");
        assertThat(allowance(few, "bob").path("remaining").asInt()).isEqualTo(2);
    }

    @Test
    void a_session_of_too_many_guilds_is_told_to_shard() {
        String dan = token(slow, "dan");
        String body = "{\"name\":\"second\",\"owner\":\"" + slow.id("dan") + "\"}";
        long second =
                slow.admin().post("/admin/v1/guilds", body).json().path("id").asLong();
        long first = Long.parseLong(slow.guild());
        int shards = 2;
        while ((first >>> 22) % shards == (second >>> 22) % shards) {
            shards++;
        }
        var one = connect(slow).identify(dan, INTENTS);
        var sharded = connect(slow);

        assertThat(one.closing().code()).isEqualTo(4011);
        identify(sharded, dan, (int) ((first >>> 22) % shards), shards);
        assertThat(sharded.dispatch("READY").path("d").path("guilds")).hasSize(1);
    }
}
