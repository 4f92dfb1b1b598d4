package io.guildstorm.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guildstorm.server.gateway.TestClient.Incoming;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A session with all the dispatches that its client was given, on one server and then on the next.
final class MovedSession implements AutoCloseable {
    private final ChildServer server;
    private final int user;
    private final String id;
    private final List<JsonNode> dispatches = new ArrayList<>();
    private TestClient client;
    /// How many of its dispatches are in the list.
    private int noted;

    private MovedSession(ChildServer server, int user, int intents) throws IOException {
        this.server = server;
        this.user = user;
        client = server.connect().identify(server.token(user), intents);
        client.dispatch("GUILD_CREATE");
        id = client.session();
    }

    static MovedSession begin(ChildServer server, int user, int intents) throws IOException {
        return new MovedSession(server, user, intents);
    }

    String id() {
        return id;
    }

    TestClient client() {
        return client;
    }

    int user() {
        return user;
    }

    /// Everything that came before its socket ended, however that was.
    void readToTheEnd() {
        client.gone();
        note();
    }

    private void note() {
        var all = client.dispatches();
        dispatches.addAll(all.subList(noted, all.size()));
        noted = all.size();
    }

    void cut() {
        client.cut();
        readToTheEnd();
    }

    int seen() {
        return dispatches.getLast().path("s").asInt();
    }

    /// @return whether it goes on; else it is told to start afresh
    boolean resume() throws IOException {
        return resume(server.token(user), id, seen());
    }

    boolean resume(String token, String session, int seq) {
        client.close();
        noted = 0;
        client = server.connect().resume(token, session, seq);
        var first = client.payload();
        int op = first.path("op").asInt();
        assertThat(op).as(first.toString()).isIn(0, 9);
        assertThat(first.path("d").asBoolean()).as("op 9 says that it is over").isFalse();
        return op == 0;
    }

    /// Reads on until it was given `message`.
    void readTo(String message) {
        while (true) {
            var last =
                    client.dispatches().isEmpty() ? null : client.dispatches().getLast();
            if (last != null && last.path("d").path("id").asText().equals(message)) {
                note();
                return;
            }
            assertThat(client.next()).as("before message " + message).isInstanceOf(Incoming.Payload.class);
        }
    }

    List<Integer> numbers() {
        return dispatches.stream().map(dispatch -> dispatch.path("s").asInt()).toList();
    }

    List<String> types() {
        return dispatches.stream().map(dispatch -> dispatch.path("t").asText()).toList();
    }

    /// Ids of all messages that it was given.
    List<String> messages() {
        return dispatches.stream()
                .filter(dispatch -> dispatch.path("t").asText().equals("MESSAGE_CREATE"))
                .map(dispatch -> dispatch.path("d").path("id").asText())
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
