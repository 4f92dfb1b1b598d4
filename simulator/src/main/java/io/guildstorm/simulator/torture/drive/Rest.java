package io.guildstorm.simulator.torture.drive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guildstorm.simulator.torture.history.Call;
import io.guildstorm.simulator.torture.history.Op;
import io.guildstorm.simulator.torture.history.Outcome;
import io.guildstorm.simulator.torture.history.Outcome.Shown;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The calls of one person, over a line of their own. Each is recorded with its begin and end. Any thread.
final class Rest implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String who;
    private final String authorization;
    private final Line line;
    private final Scene scene;
    private final Recorder recorder;

    /// @param authorization the header as it is sent
    Rest(String who, String authorization, Line line, Scene scene, Recorder recorder) {
        this.who = who;
        this.authorization = authorization;
        this.line = line;
        this.scene = scene;
        this.recorder = recorder;
    }

    /// An answer, or none.
    /// @param status 0: no answer came
    /// @param why what kept it from coming; empty when it came
    record Answer(int status, JsonNode body, String why) {
        boolean done() {
            return status / 100 == 2;
        }

        /// Done, or not.
        boolean unknown() {
            return status == 0 || status >= SERVER_ERROR;
        }
    }

    Call send(String channel, String text, String nonce) {
        ObjectNode body = JSON.createObjectNode().put("content", text);
        if (!nonce.isEmpty()) body.put("nonce", nonce).put("enforce_nonce", true);
        Op.Send op = new Op.Send(channel, text, nonce.isEmpty() ? null : nonce);
        return call(op, "POST", messages(channel), body);
    }

    Call edit(String channel, long id, String text) {
        return call(
                new Op.Edit(channel, id, text),
                "PATCH",
                messages(channel) + "/" + id,
                JSON.createObjectNode().put("content", text));
    }

    Call delete(String channel, long id) {
        return call(new Op.Delete(channel, id), "DELETE", messages(channel) + "/" + id, MissingNode.getInstance());
    }

    Call read(String channel, Op.Anchor anchor, long id, int limit) {
        String where = anchor == Op.Anchor.NEWEST ? "" : "&" + anchor.name().toLowerCase(Locale.ROOT) + "=" + id;
        return call(
                new Op.Read(channel, anchor, id, limit),
                "GET",
                messages(channel) + "?limit=" + limit + where,
                MissingNode.getInstance());
    }

    /// Sets a lever.
    Call set(Op.SetAccess op, String method, String path, JsonNode body) {
        return call(op, method, path, body);
    }

    private String messages(String channel) {
        return "/api/v10/channels/" + scene.id(channel) + "/messages";
    }

    private Call call(Op op, String method, String path, JsonNode body) {
        long begin = recorder.now();
        Answer answer = ask(method, path, body);
        Call call = new Call(who, op, begin, recorder.now(), outcome(op, answer));
        recorder.called(call);
        return call;
    }

    private static Outcome outcome(Op op, Answer answer) {
        if (answer.status() == 0) return new Outcome.Unknown(answer.why());
        if (answer.status() >= SERVER_ERROR) return new Outcome.Unknown("answered " + answer.status());
        if (answer.status() >= BAD_REQUEST) return new Outcome.Refused(answer.status());
        List<Shown> shown = new ArrayList<>();
        if (op instanceof Op.Read) answer.body().forEach(each -> shown.add(message(each)));
        else if (answer.body().has("content")) shown.add(message(answer.body()));
        return new Outcome.Done(shown);
    }

    private static Shown message(JsonNode message) {
        return new Shown(message.path("id").asLong(), message.path("content").asText());
    }

    /// A call that no rule is about: not recorded.
    /// @param body missing: none is sent
    Answer ask(String method, String path, JsonNode body) {
        BodyPublisher sent = body.isMissingNode() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + line.port() + path))
                .timeout(PATIENCE)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .method(method, sent)
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            JsonNode read = answer.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(answer.body());
            return new Answer(answer.statusCode(), read, "");
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Answer(0, MissingNode.getInstance(), why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, MissingNode.getInstance(), "interrupted");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
