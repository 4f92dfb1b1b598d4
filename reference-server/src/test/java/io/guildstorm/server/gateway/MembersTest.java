package io.guildstorm.server.gateway;

import static io.guildstorm.server.gateway.TestServer.ALL;
import static io.guildstorm.server.gateway.TestServer.ANN;
import static io.guildstorm.server.gateway.TestServer.BOB;
import static io.guildstorm.server.gateway.TestServer.EVE;
import static io.guildstorm.server.gateway.TestServer.GUILD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.server.gateway.frame.MaskedFrame;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Op 8: who is in the guild.
class MembersTest {
    private static final int MEMBERS_TOO = ALL | 1 << 1;
    private static final long FIRST = 1_000_000_000_000_100_000L;

    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// `crowd-0` and so on.
    private void crowd(int count) {
        server.ask(new GuildCommand.AddMembers(LongStream.range(0, count)
                .mapToObj(i -> new User(new UserId(FIRST + i), "crowd-" + i, false))
                .toList()));
    }

    private static String request(String rest) {
        return "{\"op\":8,\"d\":{\"guild_id\":\"" + GUILD + "\"," + rest + "}}";
    }

    private static JsonNode chunk(TestClient client) {
        return client.dispatch("GUILD_MEMBERS_CHUNK").path("d");
    }

    private static List<String> ids(JsonNode members) {
        var ids = new ArrayList<String>();
        members.forEach(member -> ids.add(member.path("user").path("id").asText()));
        return ids;
    }

    @Test
    void all_members_come_in_chunks_that_add_up() {
        crowd(600);
        try (var bob = server.signedIn(BOB, MEMBERS_TOO)) {
            bob.send(request("\"query\":\"\",\"limit\":0,\"nonce\":\"n-1\""));

            var first = chunk(bob);
            var all = new ArrayList<>(ids(first.path("members")));
            assertThat(first.path("chunk_count").asInt()).isEqualTo(3);
            for (int i = 1; i < 3; i++) {
                var next = chunk(bob);
                assertThat(next.path("chunk_index").asInt()).isEqualTo(i);
                assertThat(next.path("nonce").asText()).isEqualTo("n-1");
                all.addAll(ids(next.path("members")));
            }
            assertThat(all)
                    .hasSize(602)
                    .doesNotHaveDuplicates()
                    .contains(ANN.id().toString());
        }
    }

    @Test
    void by_id_those_who_are_no_members_are_named() {
        try (var bob = server.signedIn(BOB, ALL)) {
            bob.send("{\"op\":8,\"d\":{\"guild_id\":" + GUILD + ",\"user_ids\":[\"" + ANN.id() + "\",\"" + EVE.id()
                    + "\"]}}");

            var chunk = chunk(bob);
            assertThat(ids(chunk.path("members"))).containsExactly(ANN.id().toString());
            assertThat(chunk.path("not_found").path(0).asText())
                    .isEqualTo(EVE.id().toString());
            assertThat(chunk.path("chunk_count").asInt()).isEqualTo(1);
        }
    }

    @Test
    void by_name_as_many_come_as_were_asked_for() {
        crowd(30);
        try (var bob = server.signedIn(BOB, ALL)) {
            bob.send(request("\"query\":\"CROWD-1\",\"limit\":5"));

            assertThat(chunk(bob).path("members"))
                    .hasSize(5)
                    .allSatisfy(member -> assertThat(
                                    member.path("user").path("username").asText())
                            .startsWith("crowd-1"));
        }
    }

    @Test
    void a_stranger_is_answered_as_if_there_were_no_such_guild() {
        try (var eve = TestClient.connect(server.port())) {
            eve.identify(server.token(EVE), ALL).dispatch("READY");
            eve.send(request("\"user_ids\":[\"" + ANN.id() + "\"]"));

            var chunk = chunk(eve);
            assertThat(chunk.path("members")).isEmpty();
            assertThat(chunk.path("not_found").path(0).asText())
                    .isEqualTo(ANN.id().toString());
        }
    }

    @Test
    void all_members_take_an_intent() {
        try (var bob = server.signedIn(BOB, ALL)) {
            bob.send(request("\"query\":\"\",\"limit\":0"));

            assertThat(bob.closing().code()).isEqualTo(4014);
        }
    }

    @Test
    void one_answer_of_all_members_is_under_way_at_a_time() {
        crowd(600);
        byte[] frame = MaskedFrame.of(
                0x81, request("\"query\":\"\",\"limit\":0,\"nonce\":\"n\"").getBytes(StandardCharsets.UTF_8));
        try (var bob = server.signedIn(BOB, MEMBERS_TOO)) {
            bob.raw(ByteBuffer.allocate(2 * frame.length).put(frame).put(frame).array());

            var limited = bob.dispatch("RATE_LIMITED").path("d");
            assertThat(limited.path("opcode").asInt()).isEqualTo(8);
            assertThat(limited.path("retry_after").asInt()).isPositive();
            assertThat(limited.path("meta").path("nonce").asText()).isEqualTo("n");
            assertThat(chunk(bob).path("chunk_index").asInt()).isEqualTo(1);
        }
    }

    @Test
    void a_request_that_says_nobody_is_refused() {
        for (String rest : List.of("\"limit\":0", "\"query\":\"\"", "\"user_ids\":[]", "\"user_ids\":\"x\"")) {
            try (var bob = server.signedIn(BOB, MEMBERS_TOO)) {
                bob.send(request(rest));

                assertThat(bob.closing().code()).as(rest).isEqualTo(4001);
            }
        }
    }

    @Test
    void a_reader_that_takes_its_time_gets_every_chunk_and_keeps_its_connection() {
        crowd(10_000);
        try (var bob = TestClient.deaf(server.port())) {
            bob.identify(server.token(BOB), MEMBERS_TOO);
            bob.send(request("\"query\":\"\",\"limit\":0"));
            bob.reading();

            var all = new ArrayList<String>();
            for (int i = 0; i < 41; i++) {
                all.addAll(ids(chunk(bob).path("members")));
            }
            assertThat(all).hasSize(10_002).doesNotHaveDuplicates();
        }
    }

    /// What is owed has no number yet, so no resume could fill it in.
    @Test
    void who_is_cut_off_amid_the_chunks_starts_afresh() {
        crowd(20_000);
        String session;
        try (var bob = TestClient.deaf(server.port())) {
            bob.identify(server.token(BOB), MEMBERS_TOO);
            bob.awaitFrames(3);
            session = bob.session();
            bob.send(request("\"query\":\"\",\"limit\":0"));
            bob.awaitFrames(1);
            bob.cut();
        }
        try (var again = TestClient.connect(server.port())) {
            again.resume(server.token(BOB), session, 2);

            assertThat(again.op(9).path("d").asBoolean(true)).isFalse();
        }
    }
}
