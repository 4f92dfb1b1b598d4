package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.guildstorm.server.node.RefusedStart.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class StartStopTest {
    @RegisterExtension
    final ServerUnderTest server = ServerUnderTest.onDisk();

    @Test
    void started_again_on_the_same_data_it_keeps_data_ids_and_tokens() throws Exception {
        server.as("ann").sendMany(server.channel(), "m", 3);
        var before = server.demo();

        server.restart();

        var after = server.demo();
        for (String field : List.of("guild", "channels", "users", "admin_token")) {
            assertThat(after.path(field)).isEqualTo(before.path(field));
        }
        assertThat(server.as("bob")
                        .get("channels/" + server.channel() + "/messages")
                        .each("content"))
                .containsExactly("m 2", "m 1", "m 0");
        assertThat(Files.getPosixFilePermissions(server.folder().resolve("demo.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void demo_json_says_all_that_a_client_needs() {
        var demo = server.demo();

        assertThat(demo.path("base_url").asText()).isEqualTo("http://" + server.authority());
        assertThat(demo.path("gateway_url").asText()).isEqualTo("ws://" + server.authority() + "/gateway");
        assertThat(demo.path("channels").path(0).path("name").asText()).isEqualTo("general");
        assertThat(demo.path("users")).hasSize(5);
        assertThat(demo.path("users").path(0).path("name").asText()).isEqualTo("ann");
        assertThat(server.as("ann")
                        .get("guilds/" + server.guild())
                        .json()
                        .path("owner_id")
                        .asText())
                .isEqualTo(server.id("ann"));
    }

    @Test
    void a_graceful_stop_loses_nothing_that_was_acknowledged() {
        var acknowledged = Collections.synchronizedSet(new HashSet<String>());
        var replies = new ArrayList<CompletableFuture<?>>();
        String path = "channels/" + server.channel() + "/messages";
        for (int i = 0; i < 300; i++) {
            var reply = server.as("ann").later("POST", path, "{\"content\":\"m " + i + "\"}");
            replies.add(reply.handle((answer, failure) -> {
                if (failure == null && answer.status() == 200) {
                    acknowledged.add(answer.json().path("id").asText());
                }
                return acknowledged.size();
            }));
        }
        replies.get(10).join();

        server.stop();
        CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new)).join();
        server.start();

        var found = new HashSet<String>();
        for (var page = server.as("bob").get(path + "?limit=100"); !page.json().isEmpty(); ) {
            page.json().forEach(message -> found.add(message.path("id").asText()));
            String last = page.json().path(page.json().size() - 1).path("id").asText();
            page = server.as("bob").get(path + "?limit=100&before=" + last);
        }
        assertThat(acknowledged).isNotEmpty();
        assertThat(found).containsAll(acknowledged);
    }

    @Test
    void a_port_in_use_is_named_with_the_cure(@TempDir Path other) {
        String port = Integer.toString(server.port());

        assertThatExceptionOfType(RefusedStart.class)
                .isThrownBy(() -> ServerUnderTest.start(List.of("--port", port, "--data", other.toString())))
                .withMessage("port " + port + " on 127.0.0.1 is in use: stop what uses it, or choose another by --port "
                        + "(0 takes any that is free).")
                .satisfies(refused -> assertThat(refused.fault()).isEqualTo(Fault.ENVIRONMENT));
    }

    @Test
    void a_data_folder_has_one_server() {
        assertThatExceptionOfType(RefusedStart.class)
                .isThrownBy(() -> ServerUnderTest.start(
                        List.of("--port", "0", "--data", server.folder().toString())))
                .withMessage("another server uses the data folder " + server.folder()
                        + ": stop that one, or give another by --data.")
                .satisfies(refused -> assertThat(refused.fault()).isEqualTo(Fault.ENVIRONMENT));
    }

    @Test
    void a_data_folder_that_is_a_file_is_refused(@TempDir Path folder) throws Exception {
        var file = Files.createFile(folder.resolve("data"));

        assertThatExceptionOfType(RefusedStart.class)
                .isThrownBy(() -> ServerUnderTest.start(List.of("--port", "0", "--data", file.toString())))
                .withMessage(file + " is not a folder: give another by --data.");
    }

    @Test
    void the_admin_api_can_have_a_port_of_its_own(@TempDir Path folder) throws Exception {
        var token = folder.resolve("token");
        try (var node = ServerUnderTest.start(List.of(
                "--port=0",
                "--data",
                folder.resolve("data").toString(),
                "--admin-port",
                "0",
                "--admin-token-file",
                token.toString(),
                "--set",
                "store=memory"))) {
            var bearer = "Bearer " + Files.readString(token).strip();

            var onPublic = new Person(java.net.http.HttpClient.newHttpClient(), "http://" + node.authority(), bearer)
                    .get("/admin/v1/state");
            var onAdmin = new Person(
                            java.net.http.HttpClient.newHttpClient(), "http://" + node.adminAuthority(), bearer)
                    .get("/admin/v1/state");

            assertThat(onPublic.status()).isEqualTo(404);
            assertThat(onAdmin.status()).isEqualTo(200);
        }
    }
}
