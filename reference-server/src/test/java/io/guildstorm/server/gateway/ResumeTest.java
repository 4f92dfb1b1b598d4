package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static io.guildstorm.server.gateway.TestServer.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.server.fanout.FanoutStrategy;
import io.guildstorm.server.guild.Consistency;
import io.guildstorm.server.guild.GuildSettings;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.model.GuildCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Invariant 3: a resumed session misses nothing and repeats nothing, or is told to start afresh. Connections are
/// spread over two lanes in turn, so most resumes here come from another lane than the session is on.
@TestInstance(Lifecycle.PER_CLASS)
class ResumeTest {
    private static final int GUILD_MEMBERS = 1 << 1;
    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /// A client with its session's id.
    private record SignedIn(TestClient client, String session) implements AutoCloseable {
        @Override
        public void close() {
            client.close();
        }

        /// Cut, with what it has had.
        int cutAt() {
            client.cut();
            return client.lastSequence();
        }
    }

    private static SignedIn bob(TestServer on, int intents) {
        var client = on.connect().identify(on.token(BOB), intents);
        String session = client.dispatch("READY").path("d").path("session_id").asText();
        client.dispatch("GUILD_CREATE");
        return new SignedIn(client, session);
    }

    private SignedIn bob() {
        return bob(server, ALL);
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "message " + i).toList();
    }

    private static int numberOf(JsonNode dispatch) {
        return dispatch.path("s").asInt();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void what_was_missed_comes_once_in_order_under_its_own_number_then_what_is_new(int otherSockets) {
        var others = IntStream.range(0, otherSockets)
                .mapToObj(_ -> server.connect())
                .toList(); // so that the next connection is on either lane
        try (var before = bob();
                var after = server.connect()) {
            server.say(ANN, texts(0, 5));
            before.client.messages(3);
            int seen = before.cutAt();
            server.say(ANN, texts(5, 10));

            after.resume(server.token(BOB), before.session, seen);
            var missed = after.messages(7);
            server.say(ANN, texts(10, 12));
            var live = after.messages(2);

            assertThat(missed).isEqualTo(texts(3, 10));
            assertThat(live).isEqualTo(texts(10, 12));
            assertThat(after.dispatches().stream().map(ResumeTest::numberOf).toList())
                    .isEqualTo(
                            IntStream.rangeClosed(seen + 1, seen + 10).boxed().toList());
            assertThat(after.dispatches().stream()
                            .map(dispatch -> dispatch.path("t").asText()))
                    .containsOnlyOnce("RESUMED");
        }
        others.forEach(TestClient::close);
    }

    /// Case 13: the cut comes in the middle of a frame, or of its header, wherever the seed puts it.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void a_cut_at_any_byte_is_resumed_from_the_last_whole_frame(int seed) {
        try (var before = TestClient.deaf(server.port());
                var after = server.connect()) {
            before.identify(server.token(BOB), ALL);
            before.awaitFrames(3); // HELLO, READY, GUILD_CREATE
            server.say(ANN, texts(0, 20));

            var whole = before.readBytesThenCut(new Random(seed).nextInt(12_000));
            String session = before.session();
            int seen = whole.isEmpty() ? 2 : numberOf(whole.getLast());
            after.resume(server.token(BOB), session, seen);
            var missed = after.messages(20 - (seen - 2));

            assertThat(missed).isEqualTo(texts(seen - 2, 20));
        }
    }

    /// Cuts and resumes while messages come without pause: whatever happens, `s` has no gap and no message comes
    /// twice.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void resumes_amid_a_stream_of_messages_lose_and_repeat_nothing(int seed) {
        var random = new Random(seed);
        var all = texts(0, 1_000);
        var heard = new ArrayList<String>();
        var numbers = new ArrayList<Integer>();
        try (var first = bob()) {
            var sending = CompletableFuture.runAsync(() -> {
                for (int at = 0; at < all.size(); at += 50) {
                    server.say(ANN, all.subList(at, at + 50));
                }
            });
            var client = first.client;
            int seen = 2;
            while (heard.size() < all.size()) {
                int wanted = Math.min(1 + random.nextInt(150), all.size() - heard.size());
                for (int i = 0; i < wanted; ) {
                    var dispatch = client.op(0);
                    seen = numberOf(dispatch);
                    numbers.add(seen);
                    if (dispatch.path("t").asText().equals("MESSAGE_CREATE")) {
                        heard.add(dispatch.path("d").path("content").asText());
                        i++;
                    }
                }
                client.cut();
                client = server.connect().resume(server.token(BOB), first.session, seen);
            }
            client.close();
            sending.join();
        }

        assertThat(heard).isEqualTo(all);
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(3, numbers.size() + 2).boxed().toList());
    }

    @Test
    void heartbeats_trim_the_journal_and_a_busy_channel_stays_resumable() {
        try (var before = bob();
                var after = server.connect()) {
            for (int round = 0; round < 10; round++) {
                server.say(ANN, texts(100 * round, 100 * round + 100));
                before.client.messages(100);
                before.client.send("{\"op\":1,\"d\":" + before.client.lastSequence() + "}");
                before.client.op(11);
            }
            server.say(ANN, texts(1_000, 1_003));
            before.client.messages(1);
            int seen = before.cutAt();

            after.resume(server.token(BOB), before.session, seen);

            assertThat(after.messages(2)).isEqualTo(texts(1_001, 1_003));
        }
    }

    /// Case 14.
    @Test
    void past_the_event_log_the_answer_is_to_start_afresh_never_a_gap() {
        var small = new GuildSettings(
                8, 16, 16, Duration.ofSeconds(5), new FanoutStrategy.Settings(10), Consistency.STRONG);
        try (var own = new TestServer(GatewaySettings.defaults(), small);
                var before = bob(own, ALL);
                var after = own.connect()) {
            int seen = before.cutAt();
            for (int i = 0; i < 20; i++) {
                own.sayAgainWhileBusy(ANN, "message " + i);
            }

            after.resume(own.token(BOB), before.session, seen);

            assertThat(after.op(9).path("d").asBoolean(true)).isFalse();
            after.identify(own.token(BOB), ALL);
            assertThat(numberOf(after.dispatch("READY"))).isEqualTo(1);
        }
    }

    @Test
    void what_the_client_has_confirmed_is_gone_and_asking_for_it_again_is_refused() {
        try (var before = bob();
                var after = server.connect()) {
            server.say(ANN, texts(0, 20));
            before.client.messages(20);
            before.client.send("{\"op\":1,\"d\":" + before.client.lastSequence() + "}");
            before.client.op(11);
            before.cutAt();

            after.resume(server.token(BOB), before.session, 10);

            assertThat(after.op(9).path("d").asBoolean(true)).isFalse();
        }
    }

    /// Case 28, invariant 7: a durable event that fan-out lost reaches everybody all the same, once.
    @Test
    void when_a_part_of_the_fan_out_is_lost_its_sessions_are_closed_with_4000_and_resume_without_a_gap() {
        var fanout = new BreakableFanout();
        try (var own = new TestServer(GatewaySettings.defaults(), GuildSettings.DEFAULTS, fanout);
                var before = bob(own, ALL);
                var away = bob(own, ALL)) {
            int awaySeen = away.cutAt();
            own.await(Meter.SESSIONS_DETACHED, 1);
            own.say(ANN, "before");
            assertThat(before.client.messages(1)).containsExactly("before");
            fanout.breakDown();
            own.say(ANN, "lost on the way");
            own.say(ANN, "after");

            assertThat(before.client.closing().code()).isEqualTo(4000);
            try (var after = own.connect().resume(own.token(BOB), before.session, 3);
                    var back = own.connect().resume(own.token(BOB), away.session, awaySeen)) {
                assertThat(after.messages(2)).containsExactly("lost on the way", "after");
                assertThat(back.messages(3)).containsExactly("before", "lost on the way", "after");
            }
        }
    }

    /// Case 15.
    @Test
    void a_foreign_token_or_a_forged_id_gets_op_9_and_leaves_the_session_alone() {
        try (var before = bob();
                var thief = server.connect();
                var guesser = server.connect();
                var owner = server.connect()) {
            int seen = before.client.lastSequence();

            thief.resume(server.token(EVE), before.session, seen);
            guesser.resume(server.token(BOB), "00001234567890abcdef", seen);

            assertThat(thief.op(9).path("d").asBoolean(true)).isFalse();
            assertThat(guesser.op(9).path("d").asBoolean(true)).isFalse();
            before.client.send("{\"op\":1,\"d\":2}");
            assertThat(before.client.payload().path("op").asInt()).isEqualTo(11);
            owner.resume(server.token(BOB), before.session, seen);
            assertThat(owner.dispatch("RESUMED").path("op").asInt()).isZero();
        }
    }

    @Test
    void a_sequence_from_the_future_closes_with_4007_and_the_session_is_kept() {
        try (var before = bob();
                var future = server.connect();
                var owner = server.connect()) {
            int seen = before.cutAt();

            future.resume(server.token(BOB), before.session, seen + 1);
            assertThat(future.closing().code()).isEqualTo(4007);

            owner.resume(server.token(BOB), before.session, seen);
            assertThat(owner.dispatch("RESUMED").path("op").asInt()).isZero();
        }
    }

    /// Case 16.
    @Test
    void of_two_sockets_on_one_session_the_later_wins_and_the_earlier_is_closed_with_4000() {
        try (var first = bob();
                var second = server.connect();
                var third = server.connect()) {
            second.resume(server.token(BOB), first.session, 2);
            second.dispatch("RESUMED");
            third.resume(server.token(BOB), first.session, 3);
            third.dispatch("RESUMED");

            assertThat(first.client.closing().code()).isEqualTo(4000);
            assertThat(second.closing().code()).isEqualTo(4000);
            server.say(ANN, "to the last");
            assertThat(third.messages(1)).containsExactly("to the last");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001})
    void a_client_that_says_goodbye_has_no_session_any_more(int code) {
        try (var before = bob();
                var after = server.connect()) {
            before.client.close(code);
            before.client.gone();

            after.resume(server.token(BOB), before.session, 2);

            assertThat(after.op(9).path("d").asBoolean(true)).isFalse();
        }
    }

    @Test
    void the_answer_to_our_own_close_is_no_goodbye() {
        try (var before = bob();
                var alive = server.connect()) {
            alive.send("{\"op\":1,\"d\":null}");
            server.skip(Duration.ofSeconds(62));
            alive.send("{\"op\":1,\"d\":null}");
            assertThat(before.client.closing().code()).isEqualTo(4009);
            before.client.close(1000);
            before.client.gone();
            try (var after = server.connect()) {
                after.resume(server.token(BOB), before.session, 2);
                assertThat(after.dispatch("RESUMED").path("op").asInt()).isZero();
            }
        }
    }

    @Test
    void after_the_resume_window_there_is_nothing_to_resume() {
        server.await(Meter.SESSIONS, 0); // the clients of earlier tests are seen to have gone
        try (var before = bob()) {
            before.cutAt();
            server.await(Meter.SESSIONS, 0);
            server.skip(Duration.ofSeconds(121));
            server.await(Meter.SESSIONS_DETACHED, 0);
            try (var after = server.connect()) {
                after.resume(server.token(BOB), before.session, 2);
                assertThat(after.op(9).path("d").asBoolean(true)).isFalse();
            }
        }
    }

    /// Case 10: no later resume shows the text.
    @Test
    void what_was_deleted_since_is_replayed_as_deleted_under_the_same_number() {
        try (var before = bob();
                var after = server.connect()) {
            int seen = before.cutAt();
            server.say(ANN, "stays");
            var gone = server.say(ANN, "regretted");
            server.ask(new GuildCommand.DeleteMessage(server.square(), gone.id(), ANN.id()));

            after.resume(server.token(BOB), before.session, seen);
            var first = after.op(0);
            var second = after.op(0);

            assertThat(first.path("d").path("content").asText()).isEqualTo("stays");
            assertThat(second.path("t").asText()).isEqualTo("MESSAGE_DELETE");
            assertThat(numberOf(second)).isEqualTo(seen + 2);
            assertThat(second.toString()).doesNotContain("regretted");
        }
    }

    /// Case 26: no resume shows what may no longer be seen.
    @Test
    void who_left_the_guild_while_away_starts_afresh() {
        server.ask(new GuildCommand.AddMembers(List.of(EVE)));
        try (var client = server.connect().identify(server.token(EVE), ALL);
                var after = server.connect()) {
            String session =
                    client.dispatch("READY").path("d").path("session_id").asText();
            client.dispatch("GUILD_CREATE");
            client.cut();
            server.say(ANN, "eve was a member then");
            server.ask(new GuildCommand.RemoveMembers(List.of(EVE.id())));

            after.resume(server.token(EVE), session, 2);

            assertThat(after.op(9).path("d").asBoolean(true)).isFalse();
        }
    }

    @Test
    void events_that_a_session_did_not_ask_for_leave_no_gap_in_its_numbers() {
        try (var before = bob(server, 1 | 1 << 9 | GUILD_MEMBERS);
                var after = server.connect()) {
            server.ask(new GuildCommand.StartTyping(server.square(), ANN.id()));
            server.say(BOB, "one");
            before.client.messages(1);
            int seen = before.cutAt();
            server.ask(new GuildCommand.StartTyping(server.square(), ANN.id()));
            server.say(BOB, "two");
            server.ask(new GuildCommand.StartTyping(server.square(), ANN.id()));
            server.say(BOB, "three");

            after.resume(server.token(BOB), before.session, seen);

            assertThat(after.messages(2)).containsExactly("two", "three");
            assertThat(after.lastSequence()).isBetween(seen + 2, seen + 3); // RESUMED, before or between or after
        }
    }

    /// Invariants 3 and 5 together: who was too slow gets all the rest.
    @Test
    void a_slow_consumer_that_was_closed_resumes_without_a_gap() {
        try (var own = new TestServer();
                var slow = TestClient.deaf(own.port())) {
            slow.identify(own.token(BOB), ALL);
            slow.awaitFrames(3);
            String session = slow.session();
            var sent = new ArrayList<String>();
            while (own.count(Meter.CLOSES_SLOW) == 0) {
                for (int i = 0; i < 8; i++) {
                    sent.add("message " + sent.size() + " " + "x".repeat(1_900));
                }
                own.say(ANN, sent.subList(sent.size() - 8, sent.size()));
            }
            slow.reading();
            slow.closing();
            int seen = slow.lastSequence();

            try (var after = own.connect().resume(own.token(BOB), session, seen)) {
                assertThat(after.messages(sent.size() - (seen - 2))).isEqualTo(sent.subList(seen - 2, sent.size()));
            }
        }
    }
}
