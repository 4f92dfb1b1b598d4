package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static io.guildstorm.server.gateway.TestServer.GUILD;
import static io.guildstorm.server.gateway.TestServer.GUILDS_AND_MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.server.model.GuildCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class GatewayTest {
    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "message " + i).toList();
    }

    private static List<Integer> sequences(List<JsonNode> dispatches) {
        return dispatches.stream().map(dispatch -> dispatch.path("s").asInt()).toList();
    }

    private static List<Integer> oneTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void a_client_is_greeted_identifies_and_is_told_of_its_guilds_before_anything_else() {
        try (var client = TestClient.connect(server.port())) {
            var hello = client.payload();
            client.identify(server.token(BOB), ALL);
            var ready = client.payload();
            var guild = client.payload();

            assertThat(hello.path("op").asInt()).isEqualTo(10);
            assertThat(hello.path("d").path("heartbeat_interval").asInt()).isEqualTo(41_250);
            assertThat(ready.path("t").asText()).isEqualTo("READY");
            assertThat(ready.path("s").asInt()).isEqualTo(1);
            assertThat(ready.path("d").path("user").path("id").asText())
                    .isEqualTo(BOB.id().toString());
            assertThat(ready.path("d").path("resume_gateway_url").asText())
                    .isEqualTo("ws://127.0.0.1:" + server.port() + "/gateway");
            assertThat(guild.path("t").asText()).isEqualTo("GUILD_CREATE");
            assertThat(guild.path("s").asInt()).isEqualTo(2);
            assertThat(guild.path("d").path("id").asText()).isEqualTo(GUILD.toString());
        }
    }

    @Test
    void identify_and_a_heartbeat_may_come_before_hello_was_read_and_the_token_behind_a_word() {
        try (var client = TestClient.connect(server.port())) {
            client.send("{\"op\":1,\"d\":null}").identify("Bot " + server.token(BOB), ALL);

            assertThat(client.op(11).path("op").asInt()).isEqualTo(11);
            assertThat(client.dispatch("READY").path("s").asInt()).isEqualTo(1);
        }
    }

    @Test
    void every_session_sees_one_order_numbered_without_a_gap() {
        try (var ann = server.signedIn(ANN, ALL);
                var bob = server.signedIn(BOB, ALL)) {
            server.say(ANN, texts(0, 300));

            assertThat(ann.messages(300)).isEqualTo(texts(0, 300));
            assertThat(bob.messages(300)).isEqualTo(texts(0, 300));
            assertThat(sequences(bob.dispatches())).isEqualTo(oneTo(302));
        }
    }

    @Test
    void a_session_gets_what_its_intents_ask_for_and_no_more() {
        try (var guildsOnly = server.signedIn(BOB, 1);
                var typing = server.signedIn(BOB, 1 | 1 << 11);
                var messages = server.signedIn(BOB, ALL)) {
            server.ask(new GuildCommand.StartTyping(server.square(), ANN.id()));
            server.say(ANN, "seen by one");
            server.ask(new GuildCommand.StartTyping(server.square(), ANN.id()));

            assertThat(messages.payload().path("t").asText()).isEqualTo("MESSAGE_CREATE");
            assertThat(typing.payload().path("t").asText()).isEqualTo("TYPING_START");
            assertThat(typing.payload().path("t").asText()).isEqualTo("TYPING_START");
            guildsOnly.send("{\"op\":1,\"d\":2}");
            assertThat(guildsOnly.payload().path("op").asInt()).isEqualTo(11);
        }
    }

    @Test
    void without_the_intent_for_it_content_is_empty_but_for_ones_own_and_what_mentions_the_reader() {
        try (var bob = server.signedIn(BOB, GUILDS_AND_MESSAGES)) {
            server.say(ANN, "not for bob");
            server.say(ANN, "hello <@" + BOB.id() + ">");
            server.say(BOB, "mine");

            assertThat(bob.messages(3)).containsExactly("", "hello <@" + BOB.id() + ">", "mine");
        }
    }

    /// Each is refused with a defined code and touches no one else.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"op\":77}                                             | 4001",
                "{\"op\":\"1\"}                                          | 4001",
                "{\"d\":1}                                               | 4001",
                "{\"op\":1,\"d\":\"x\"}                                  | 4001",
                "{\"op\":2,\"d\":{\"token\":7,\"intents\":1}}            | 4001",
                "{\"op\":2,\"d\":{\"token\":\"x\"}}                      | 4001",
                "{\"op\":2,\"d\":{\"token\":\"x\",\"intents\":1,\"compress\":1}} | 4001",
                "{\"op\":1,\"op\":77}                                    | 4001",
                "{\"op\":1.0}                                           | 4001",
                "{\"op\":4294967297}                                    | 4001",
                "{\"op\":1,\"d\":-1}                                    | 4001",
                "{\"op\":1,\"d\":1e400}                                 | 4001",
                "{\"op\":1,\"d\":4294967297}                            | 4001",
                "{\"op\":1,\"d\":11111111111111111111111111111111111111111} | 4002",
                "{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]} | 4002",
                "{\"op\":2                                               | 4002",
                "hello                                                   | 4002",
                "[1]                                                     | 4002",
                "{\"op\":1}{\"op\":1}                                    | 4002",
                "{\"op\":3,\"d\":{\"status\":\"idle\"}}                  | 4003",
                "{\"op\":3,\"d\":{\"status\":\"away\"}}                  | 4001",
                "{\"op\":3,\"d\":{\"status\":1}}                         | 4001",
                "{\"op\":3,\"d\":{}}                                     | 4001",
                "{\"op\":3}                                              | 4001",
                "{\"op\":3,\"d\":{\"status\":\"idle\",\"since\":\"x\"}}    | 4001",
                "{\"op\":3,\"d\":{\"status\":\"idle\",\"since\":1.5}}      | 4001",
                "{\"op\":3,\"d\":{\"status\":\"idle\",\"afk\":\"no\"}}     | 4001",
                "{\"op\":3,\"d\":{\"status\":\"idle\",\"activities\":{}}}  | 4001",
                "{\"op\":3,\"d\":{\"status\":\"idle\",\"activities\":[1]}} | 4001",
                "{\"op\":3,\"d\":{\"status\":\"idle\",\"activities\":[{\"name\":7,\"type\":0}]}} | 4001",
                "{\"op\":2,\"d\":{\"token\":\"T\",\"intents\":1,\"presence\":{\"status\":0}}} | 4001",
                "{\"op\":8,\"d\":{\"guild_id\":\"1\",\"user_ids\":[\"2\"]}} | 4003",
                "{\"op\":8,\"d\":{}}                                     | 4001",
                "{\"op\":2,\"d\":{\"token\":\"a.b.c\",\"intents\":1}}    | 4004",
                "{\"op\":6,\"d\":{\"token\":\"a.b.c\",\"session_id\":\"x\",\"seq\":1}} | 4004",
                "{\"op\":2,\"d\":{\"token\":\"T\",\"intents\":1,\"shard\":[2,2]}} | 4010",
                "{\"op\":2,\"d\":{\"token\":\"T\",\"intents\":134217728}} | 4013"
            })
    void a_bad_payload_closes_its_own_socket_with_the_code_for_it(String payload, int code) {
        try (var client = server.connect()) {
            client.send(payload.replace("\"T\"", "\"" + server.token(BOB) + "\""));

            assertThat(client.closing().code()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v=8&encoding=json", "encoding=json", "v=10&encoding=etf", "v=10&compress=gzip"})
    void what_this_server_does_not_speak_is_closed_with_4012(String query) {
        try (var client = TestClient.connect(server.port(), query)) {
            assertThat(client.closing().code()).isEqualTo(4012);
        }
    }

    @Test
    void identifying_twice_ends_the_session() {
        try (var bob = server.signedIn(BOB, ALL)) {
            bob.identify(server.token(BOB), ALL);

            assertThat(bob.closing().code()).isEqualTo(4005);
        }
    }

    @Test
    void over_4096_bytes_in_one_frame_or_in_fragments_close_with_4002() {
        try (var whole = server.connect();
                var fragmented = server.connect()) {
            whole.frame(0x81, new byte[4_097]);
            fragmented.frame(0x01, new byte[3_000]).frame(0x80, new byte[3_000]);

            assertThat(whole.closing().code()).isEqualTo(4002);
            assertThat(fragmented.closing().code()).isEqualTo(4002);
        }
    }

    @Test
    void the_121st_command_within_a_minute_closes_with_4008_and_the_minute_passes() {
        try (var client = server.connect();
                var patient = server.connect()) {
            for (int i = 0; i < 121; i++) {
                client.send("{\"op\":1,\"d\":null}");
            }
            for (int i = 0; i < 120; i++) {
                patient.send("{\"op\":1,\"d\":null}");
                patient.op(11);
            }
            server.skip(Duration.ofSeconds(60));
            patient.send("{\"op\":1,\"d\":null}");

            assertThat(client.closing().code()).isEqualTo(4008);
            assertThat(patient.op(11).path("op").asInt()).isEqualTo(11);
        }
    }

    @Test
    void without_a_heartbeat_for_one_and_a_half_intervals_a_socket_is_closed_with_4009_and_its_session_kept() {
        try (var silent = server.connect().identify(server.token(BOB), ALL);
                var beating = server.signedIn(BOB, ALL);
                var again = server.connect()) {
            String session =
                    silent.dispatch("READY").path("d").path("session_id").asText();
            silent.dispatch("GUILD_CREATE");
            server.skip(Duration.ofMinutes(1));
            beating.send("{\"op\":1,\"d\":2}");
            beating.op(11);
            again.send("{\"op\":1,\"d\":null}");
            again.op(11);
            server.skip(Duration.ofSeconds(2));

            assertThat(silent.closing().code()).isEqualTo(4009);
            beating.send("{\"op\":1,\"d\":2}");
            assertThat(beating.payload().path("op").asInt()).isEqualTo(11);
            again.resume(server.token(BOB), session, 2);
            assertThat(again.dispatch("RESUMED").path("s").asInt()).isEqualTo(3);
        }
    }

    @Test
    void the_close_handshake_is_completed_with_the_clients_own_code() {
        try (var client = server.signedIn(BOB, ALL)) {
            client.close(4_200);

            assertThat(client.closing().code()).isEqualTo(4_200);
            client.gone();
        }
    }

    @Test
    void a_ping_is_answered_with_its_data() {
        try (var client = server.connect()) {
            client.frame(0x89, new byte[] {'h', 'i'});

            assertThat(client.payload().path("pong").asText()).isEqualTo("hi");
        }
    }

    @Test
    void a_graceful_stop_asks_every_client_to_come_back_and_ends_when_they_have_answered() throws Exception {
        try (var own = new TestServer();
                var bob = own.signedIn(BOB, ALL);
                var stranger = own.connect()) {
            var stopped = own.gateway.stop().toCompletableFuture();

            assertThat(bob.op(7).path("op").asInt()).isEqualTo(7);
            assertThat(bob.closing().code()).isEqualTo(1012);
            assertThat(stranger.closing().code()).isEqualTo(1012);
            bob.close(1012);
            stranger.close(1012);
            stopped.get(30, TimeUnit.SECONDS);
        }
    }
}
