package io.guildstorm.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.server.node.ServerUnderTest;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tokens that are taken back.
class RevocationTest {
    private static final int INTENTS = 33_281;
    private static final String REVOKE = "/admin/v1/tokens/revoke";

    @RegisterExtension
    final ServerUnderTest server = ServerUnderTest.onDisk();

    private final List<TestClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(TestClient::close);
    }

    private TestClient connect() {
        var client = TestClient.connect(server.port());
        clients.add(client);
        client.op(10);
        return client;
    }

    private TestClient signedIn(String token) {
        var client = connect().identify(token, INTENTS);
        client.dispatch("GUILD_CREATE");
        return client;
    }

    private String token(String name) {
        for (JsonNode user : server.demo().path("users")) {
            if (user.path("name").asText().equals(name)) {
                return user.path("token").asText();
            }
        }
        throw new IllegalArgumentException(name);
    }

    private int revoke(String name) {
        return server.admin()
                .post(REVOKE, "{\"users\":[\"" + server.id(name) + "\"]}")
                .status();
    }

    private int statusOf(String token) {
        return server.withHeader("Bot " + token).get("users/@me").status();
    }

    @Test
    void a_revoked_token_opens_nothing_and_its_sessions_are_told_before_the_call_returns() throws Exception {
        String ann = token("ann");
        String bob = token("bob");
        var sessions = List.of(signedIn(ann), signedIn(ann), signedIn(ann), signedIn(ann));
        var away = signedIn(ann);
        away.cut();
        var bobs = signedIn(bob);

        assertThat(revoke("ann")).isEqualTo(204);

        for (var session : sessions) {
            assertThat(session.closing().code()).isEqualTo(4004);
        }
        assertThat(statusOf(ann)).isEqualTo(401);
        assertThat(connect().identify(ann, INTENTS).closing().code()).isEqualTo(4004);
        assertThat(connect()
                        .resume(ann, away.session(), away.lastSequence())
                        .closing()
                        .code())
                .isEqualTo(4004);
        assertThat(statusOf(bob)).isEqualTo(200);
        server.as("bob").send(server.channel(), "still here");
        assertThat(bobs.messages(1)).containsExactly("still here");
        assertThat(server.stranger().get("/metrics").body().lines())
                .contains("guildstorm_gateway_sessions 1.0", "guildstorm_gateway_sessions_detached_sessions 0.0");
    }

    @Test
    void a_request_whose_token_is_taken_back_while_its_body_comes_is_refused() throws Exception {
        String body = "{\"content\":\"late\"}";
        try (var http = new SlowBody(server.port())) {
            http.begin("/api/v10/channels/" + server.channel() + "/messages", token("ann"), body.length());
            assertThat(http.status()).isEqualTo(100);

            revoke("ann");
            http.write(body);

            assertThat(http.status()).isEqualTo(401);
        }
        assertThat(server.as("bob")
                        .get("channels/" + server.channel() + "/messages")
                        .json())
                .isEmpty();
    }

    @Test
    void a_revocation_survives_a_restart_and_a_new_token_counts() throws Exception {
        String old = token("ann");
        String fresh = server.admin()
                .post("/admin/v1/tokens", "{\"users\":[\"" + server.id("ann") + "\"]}")
                .json()
                .path(0)
                .path("token")
                .asText();
        assertThat(statusOf(fresh)).isEqualTo(200);
        revoke("ann");
        String newest = server.admin()
                .post("/admin/v1/tokens", "{\"users\":[\"" + server.id("ann") + "\"]}")
                .json()
                .path(0)
                .path("token")
                .asText();

        server.restart();

        assertThat(statusOf(old)).isEqualTo(401);
        assertThat(statusOf(fresh)).isEqualTo(401);
        assertThat(statusOf(newest)).isEqualTo(200);
        assertThat(statusOf(token("ann"))).as("what demo.json says now").isEqualTo(200);
        assertThat(Files.getPosixFilePermissions(server.folder().resolve("revoked.tokens")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void a_line_that_a_crash_cut_off_is_dropped_and_the_rest_counts() throws Exception {
        String old = token("ann");
        revoke("ann");
        server.stop();
        Files.writeString(
                server.folder().resolve("revoked.tokens"), "users 2026-01-02T03:0", StandardOpenOption.APPEND);

        server.start();

        assertThat(statusOf(old)).isEqualTo(401);
        String bobs = token("bob");
        revoke("bob");
        server.restart();
        assertThat(statusOf(bobs)).isEqualTo(401);
    }

    @Test
    void a_date_takes_back_what_was_issued_before_it() {
        String ann = token("ann");
        var session = signedIn(ann);

        int early = server.admin()
                .post(REVOKE, "{\"issued_before\":\"2020-01-01T00:00:00+01:00\"}")
                .status();
        int statusAfterEarly = statusOf(ann);
        String now = java.time.Instant.now().toString();
        int late = server.admin()
                .post(REVOKE, "{\"issued_before\":\"" + now + "\"}")
                .status();

        assertThat(early).isEqualTo(204);
        assertThat(statusAfterEarly).isEqualTo(200);
        assertThat(late).isEqualTo(204);
        assertThat(statusOf(ann)).isEqualTo(401);
        assertThat(session.closing().code()).isEqualTo(4004);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                        | users
                    {"users":["1"]}                           | users
                    {"users":"all"}                           | users
                    {"issued_before":"yesterday"}             | issued_before
                    {"issued_before":"2999-01-01T00:00:00Z"}  | issued_before
                    {"issued_before":5}                       | issued_before
                    {"users":[],"issued_before":"2020-01-01T00:00:00Z"} | users
                    """)
    void a_wrong_form_names_the_field_and_takes_nothing_back(String body, String field) {
        var reply = server.admin().post(REVOKE, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("errors").has(field)).isTrue();
        assertThat(server.as("ann").get("users/@me").status()).isEqualTo(200);
    }
}
