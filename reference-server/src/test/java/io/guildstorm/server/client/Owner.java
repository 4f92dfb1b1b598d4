package io.guildstorm.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.client.DemoServer.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/// The owner of the demo guild, who takes and gives access, and speaks, by plain HTTP: no library is needed for that.
record Owner(int port, Person person) {
    private static final int VIEW_CHANNEL = 1 << 10;

    void denyView(String channel, Person whom) throws IOException, InterruptedException {
        ask(
                "PUT",
                "channels/" + channel + "/permissions/" + whom.id(),
                "{\"type\":1,\"deny\":\"" + VIEW_CHANNEL + "\"}");
    }

    void undeny(String channel, Person whom) throws IOException, InterruptedException {
        ask("DELETE", "channels/" + channel + "/permissions/" + whom.id(), "");
    }

    void kick(String guild, Person whom) throws IOException, InterruptedException {
        ask("DELETE", "guilds/" + guild + "/members/" + whom.id(), "");
    }

    void say(String channel, String content) throws IOException, InterruptedException {
        assertThat(answer("POST", "channels/" + channel + "/messages", "{\"content\":\"" + content + "\"}"))
                .isEqualTo(200);
    }

    private void ask(String method, String path, String body) throws IOException, InterruptedException {
        assertThat(answer(method, path, body)).isEqualTo(204);
    }

    private int answer(String method, String path, String body) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v10/" + path))
                    .header("Authorization", "Bot " + person.token())
                    .method(method, BodyPublishers.ofString(body))
                    .build();
            return http.send(request, BodyHandlers.ofString()).statusCode();
        }
    }
}
