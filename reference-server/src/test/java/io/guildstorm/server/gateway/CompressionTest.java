package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static io.guildstorm.server.gateway.TestServer.GUILDS_AND_MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.server.gateway.GatewaySettings.Streams;
import io.guildstorm.server.guild.GuildSettings;
import io.guildstorm.server.model.GuildCommand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether each connection has a compressor or all share what is compressed once: a client cannot tell.
@ParameterizedClass
@EnumSource
class CompressionTest {
    private static final List<String> MODES = List.of("", "zlib-stream", "zstd-stream");

    private final Streams streams;
    private final TestServer server;

    CompressionTest(Streams streams) {
        this.streams = streams;
        var standard = GatewaySettings.defaults();
        var settings = new GatewaySettings(
                standard.heartbeatInterval(),
                standard.resumeWindow(),
                standard.sendQueueBytes(),
                standard.backlogBytes(),
                standard.sendQueueAge(),
                standard.commandsPerMinute(),
                standard.writes(),
                standard.flushWindow(),
                streams);
        server = new TestServer(settings, GuildSettings.DEFAULTS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "message " + i + " äöü".repeat(i % 300))
                .toList();
    }

    private TestClient connected(String compress) {
        return TestClient.connect(server.port(), "v=10&encoding=json&compress=" + compress);
    }

    private TestClient identified(TestClient client, boolean compress) {
        client.op(10);
        return client.send("{\"op\":2,\"d\":{\"token\":\"" + server.token(BOB) + "\",\"intents\":" + ALL
                + ",\"compress\":" + compress + ",\"properties\":{}}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib-stream", "zstd-stream"})
    void one_stream_a_connection_carries_everything_and_each_frame_brings_a_payload(String compress) {
        try (var bob = connected(compress)) {
            identified(bob, false).dispatch("GUILD_CREATE");
            server.say(ANN, texts(400));

            assertThat(bob.messages(400)).isEqualTo(texts(400));
            bob.send("{\"op\":1,\"d\":2}");
            assertThat(bob.op(11).path("op").asInt()).isEqualTo(11);
            assertThat(bob.compressed()).isEqualTo(404); // HELLO, READY and the guild, an ACK
        }
    }

    @Test
    void sessions_of_one_guild_are_sent_the_same_whatever_they_ask_for() {
        var clients = new ArrayList<TestClient>();
        try {
            for (int i = 0; i < 4 * MODES.size(); i++) {
                clients.add(identified(connected(MODES.get(i % MODES.size())), false));
            }
            clients.forEach(client -> client.dispatch("GUILD_CREATE"));
            for (int i = 0; i < 40; i++) {
                var said = server.say(ANN, texts(400).get(i * 10));
                server.ask(new GuildCommand.EditMessage(server.square(), said.id(), ANN.id(), "edited " + i));
                server.ask(new GuildCommand.DeleteMessage(server.square(), said.id(), ANN.id()));
            }
            server.say(ANN, "the end");

            var all = clients.stream().map(this::upToTheEnd).toList();
            assertThat(all.getFirst()).hasSize(121);
            assertThat(all).allSatisfy(one -> assertThat(one).isEqualTo(all.getFirst()));
        } finally {
            clients.forEach(TestClient::close);
        }
    }

    private List<JsonNode> upToTheEnd(TestClient client) {
        var told = new ArrayList<JsonNode>();
        do {
            told.add(client.op(0));
        } while (!told.getLast().path("d").path("content").asText().equals("the end"));
        return told;
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib-stream", "zstd-stream"})
    void a_body_that_is_shared_is_the_same_bytes_to_all_behind_what_is_theirs_alone(String compress) {
        assumeTrue(streams == Streams.SHARED, "what is not shared differs");
        try (var one = connected(compress);
                var two = connected(compress)) {
            identified(one, false).dispatch("GUILD_CREATE");
            server.say(ANN, "before");
            one.messages(1); // so that their numbers differ
            identified(two, false).dispatch("GUILD_CREATE");
            server.say(ANN, texts(200).getLast());
            one.messages(1);
            two.messages(1);

            String ones = new String(one.newestCompressed(), StandardCharsets.ISO_8859_1);
            String twos = new String(two.newestCompressed(), StandardCharsets.ISO_8859_1);
            assertThat(ones).contains("{\"t\":\"MESSAGE_CREATE\",\"s\":4");
            assertThat(twos).isEqualTo(ones.replace("\"s\":4", "\"s\":3")).hasSizeLessThan(800);
        }
    }

    @Test
    void a_reader_without_content_is_sent_none_beside_one_who_is() {
        try (var with = connected("zlib-stream");
                var without = connected("zlib-stream").identify(server.token(BOB), GUILDS_AND_MESSAGES)) {
            identified(with, false).dispatch("GUILD_CREATE");
            without.dispatch("GUILD_CREATE");
            server.say(ANN, List.of("one", "two"));

            assertThat(with.messages(2)).containsExactly("one", "two");
            assertThat(without.messages(2)).containsExactly("", "");
        }
    }

    @Test
    void who_identifies_with_compress_gets_each_payload_as_a_zlib_document_and_the_others_text() {
        try (var bob = connected("");
                var plain = server.signedIn(BOB, ALL)) {
            identified(bob, true).dispatch("GUILD_CREATE");
            server.say(ANN, texts(400));

            assertThat(bob.messages(400)).isEqualTo(texts(400));
            bob.send("{\"op\":1,\"d\":2}");
            assertThat(bob.op(11).path("op").asInt()).isEqualTo(11);
            assertThat(bob.compressed()).isEqualTo(403); // HELLO was plain
            assertThat(plain.messages(400)).isEqualTo(texts(400));
            assertThat(plain.compressed()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib-stream", "zstd-stream"})
    void a_stream_is_not_compressed_once_more(String compress) {
        try (var bob = connected(compress)) {
            identified(bob, true).dispatch("GUILD_CREATE");
            server.say(ANN, "once");

            assertThat(bob.messages(1)).containsExactly("once");
        }
    }

    @Test
    void after_an_invalid_session_an_identify_without_compress_is_answered_in_text() {
        try (var bob = connected("")) {
            bob.op(10);
            bob.resume(server.token(BOB), "no such session", 1).op(9);
            bob.identify(server.token(BOB), ALL).dispatch("GUILD_CREATE");

            assertThat(bob.compressed()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib-stream", "zstd-stream"})
    void a_resumed_connection_starts_a_new_stream(String compress) {
        try (var before = connected(compress);
                var after = connected(compress)) {
            identified(before, false).dispatch("GUILD_CREATE");
            server.say(ANN, texts(50));
            before.messages(50);
            before.cut();
            server.say(ANN, List.of("missed", "too"));
            after.op(10);
            after.resume(server.token(BOB), before.session(), before.lastSequence());

            assertThat(after.messages(2)).containsExactly("missed", "too");
            if (after.dispatches().stream().noneMatch(CompressionTest::isResumed)) { // else: given to it live
                after.dispatch("RESUMED");
            }
            server.say(ANN, "live");
            assertThat(after.messages(1)).containsExactly("live");
            assertThat(after.compressed()).isEqualTo(5); // HELLO and RESUMED
        }
    }

    private static boolean isResumed(JsonNode dispatch) {
        return dispatch.path("t").asText().equals("RESUMED");
    }
}
