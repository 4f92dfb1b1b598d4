package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What must not be told: where secrets lie, who may read them, what the log says.
class SecretsTest {
    @TempDir
    static Path elsewhere;

    @RegisterExtension
    static final ServerUnderTest expiring = ServerUnderTest.inMemory("access.token-ttl=1ms");

    @RegisterExtension
    final ServerUnderTest server = ServerUnderTest.onDisk();

    @Test
    void only_their_owner_may_read_the_files_that_hold_tokens() throws IOException {
        var copy = elsewhere.resolve("demo.json");
        var second = ServerUnderTest.start(List.of(
                "--port",
                "0",
                "--data",
                elsewhere.resolve("data").toString(),
                "--demo-users",
                "1",
                "--demo-file",
                copy.toString()));
        second.close();

        for (String name : List.of("demo.json", "admin.token", "token.secret", "revoked.tokens")) {
            assertPrivate(elsewhere.resolve("data").resolve(name));
        }
        assertPrivate(copy);
    }

    private static void assertPrivate(Path file) throws IOException {
        assertThat(Files.getPosixFilePermissions(file))
                .as(file.toString())
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void no_token_reaches_the_log_or_an_answer_whatever_is_done_with_it() throws Exception {
        var secrets = new ArrayList<String>();
        for (JsonNode user : server.demo().path("users")) {
            secrets.add(user.path("token").asText());
        }
        secrets.add(server.demo().path("admin_token").asText());
        secrets.add(Files.readString(server.folder().resolve("token.secret")).strip());
        var answers = new ArrayList<String>();
        try (var log = new LogCapture()) {
            server.restart();
            for (String secret : secrets) {
                for (String header : List.of("Bot " + secret, "Bearer " + secret, secret, "Bot " + secret + "x")) {
                    var person = server.withHeader(header);
                    answers.add(person.get("users/@me").body());
                    answers.add(person.get("/admin/v1/state").body());
                    answers.add(person.post("/admin/v1/users", "{\"count\":0}").body());
                    answers.add(person.send(server.channel(), "x").body());
                    answers.add(person.get("guilds/" + secret.hashCode()).body());
                }
            }
            answers.add(server.stranger().get("/metrics").body());
            server.admin().post("/admin/v1/tokens/revoke", "{\"users\":[\"" + server.id("ann") + "\"]}");
            server.stop();

            assertThat(log.lines()).as("something was logged").isNotEmpty();
            for (String secret : secrets) {
                assertThat(Stream.concat(log.lines().stream(), answers.stream()))
                        .noneMatch(text -> text.contains(secret) || text.contains(macOf(secret)));
            }
        }
    }

    /// The part of a token that opens doors.
    private static String macOf(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    @Test
    void a_token_whose_time_is_over_opens_nothing() {
        assertThat(expiring.as("ann").get("users/@me").status()).isEqualTo(401);
    }

    @Test
    void a_token_of_another_server_opens_nothing() {
        String theirs = expiring.demo().path("users").path(0).path("token").asText();

        assertThat(server.withHeader("Bot " + theirs).get("users/@me").status()).isEqualTo(401);
        assertThat(server.withHeader(
                                "Bearer " + expiring.demo().path("admin_token").asText())
                        .get("/admin/v1/state")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void with_a_port_of_its_own_the_admin_api_is_nowhere_else() throws Exception {
        var node = ServerUnderTest.start(List.of(
                "--port",
                "0",
                "--admin-port",
                "0",
                "--data",
                elsewhere.resolve("apart").toString(),
                "--demo"));
        try (node;
                var http = java.net.http.HttpClient.newHttpClient()) {
            String token =
                    Files.readString(elsewhere.resolve("apart/admin.token")).strip();
            var users = new Person(http, "http://" + node.authority(), "Bearer " + token);
            var operator = new Person(http, "http://" + node.adminAuthority(), "Bearer " + token);

            for (String path : List.of("/admin/v1/state", "/admin/v1/users", "/admin/v1/tokens/revoke", "/admin/")) {
                assertThat(users.get(path).status()).as(path).isEqualTo(404);
                assertThat(users.post(path, "{}").status()).as(path).isEqualTo(404);
            }
            assertThat(operator.get("/admin/v1/state").status()).isEqualTo(200);
            assertThat(operator.get("/api/v10/gateway").status()).isEqualTo(404);
        }
    }
}
