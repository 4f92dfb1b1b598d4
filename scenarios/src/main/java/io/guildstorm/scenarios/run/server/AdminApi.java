package io.guildstorm.scenarios.run.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The server's admin API, `/admin/v1`: users and guilds by the thousand.
public final class AdminApi implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /// A guild of millions takes seconds, on a busy machine many.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int SYNTHETIC_ROLES = 3;
    private static final String PRESENCE_CROWD = "/presence-crowd";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI server;
    private final String token;

    /// @param server `http://HOST:PORT`
    public AdminApi(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /// A user that the server made.
    public record User(String id, String name, String token) {}

    /// A guild with one text channel.
    public record Guild(String id, String channel) {}

    public List<User> createUsers(int count, String prefix, long seed) {
        ObjectNode request = JSON.createObjectNode()
                .put("count", count)
                .put("prefix", prefix)
                .put("seed", seed);
        List<User> users = new ArrayList<>(count);
        for (String line : post("/users", request).body().lines().toList()) {
            if (line.isBlank()) continue;
            JsonNode user = parse(line);
            users.add(new User(
                    user.path("id").asText(),
                    user.path("name").asText(),
                    user.path("token").asText()));
        }
        if (users.size() != count)
            throw new EnvironmentException("asked for " + count + " users, the server made " + users.size());
        return users;
    }

    /// A guild whose members are these users, the first of them its owner.
    public Guild createGuild(String name, List<User> members) {
        return createGuild(name, members, 0, 0);
    }

    /// The same with more members, who never sign in.
    /// @param seed that they follow from
    public Guild createGuild(String name, List<User> members, int synthetic, long seed) {
        ObjectNode request = JSON.createObjectNode()
                .put("name", name)
                .put("owner", members.getFirst().id());
        request.putArray("channels").addObject().put("name", "general").put("type", 0);
        ObjectNode who = request.putObject("members").put("synthetic", synthetic);
        if (synthetic > 0) who.put("seed", seed).put("roles", SYNTHETIC_ROLES);
        ArrayNode ids = who.putArray("from_users");
        members.forEach(user -> ids.add(user.id()));
        HttpResponse<String> answer = post("/guilds", request);
        JsonNode guild = parse(answer.body());
        String id = guild.path("id").asText();
        JsonNode channel = guild.path("channels").path(0);
        return new Guild(id, channel.isObject() ? channel.path("id").asText() : channel.asText());
    }

    /// Opens sessions without sockets.
    /// @return how many hear the guild now
    public int openInProcess(String guild, int count, int passivePercent) {
        ObjectNode request = JSON.createObjectNode().put("count", count).put("passive_percent", passivePercent);
        return parse(post(inProcess(guild), request).body()).path("sessions").asInt();
    }

    /// From now on delays of those messages alone count that are due in this time.
    public void judgeInProcess(String guild, long fromNanos, long toNanos) {
        ObjectNode request = JSON.createObjectNode().put("from_ns", fromNanos).put("to_ns", toNanos);
        send(request(inProcess(guild))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(request.toString()))
                .build());
    }

    /// The presence server of this number forgets all that it knows. Of a server that may be told to misbehave.
    /// @param number from 0
    public void killPresenceServer(int number) {
        post("/faults", JSON.createObjectNode().put("presence_kill", number));
    }

    /// Users without sockets connect, then change their statuses.
    /// @param changesPerSecond of all together
    public void openPresenceCrowd(int users, int changesPerSecond, int seconds) {
        ObjectNode request = JSON.createObjectNode()
                .put("users", users)
                .put("changes_per_second", changesPerSecond)
                .put("seconds", seconds);
        post(PRESENCE_CROWD, request);
    }

    /// How far they are, and what is seen of them.
    public JsonNode presenceCrowd() {
        return get(PRESENCE_CROWD);
    }

    public void endPresenceCrowd() {
        send(request(PRESENCE_CROWD).DELETE().build());
    }

    /// What sessions without sockets got, and when.
    public JsonNode inProcessReport(String guild) {
        return get(inProcess(guild));
    }

    private static String inProcess(String guild) {
        return "/guilds/" + guild + "/in-process-sessions";
    }

    /// Version, settings, event loops, queues, relays.
    public JsonNode state() {
        return get("/state");
    }

    /// Of a guild; null: the server does not tell.
    public @Nullable Long relays(String guild) {
        for (JsonNode each : state().path("guilds")) {
            if (each.path("id").asText().equals(guild) && each.path("relays").isIntegralNumber())
                return each.path("relays").longValue();
        }
        return null;
    }

    private JsonNode get(String path) {
        return parse(send(request(path).GET().build()).body());
    }

    private HttpResponse<String> post(String path, ObjectNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve("/admin/v1" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 2) return answer;
            String hint = answer.statusCode() == 401 ? ": is --token its admin token?" : "";
            throw new EnvironmentException("%s %s was answered %d%s %s"
                    .formatted(request.method(), request.uri(), answer.statusCode(), hint, shortened(answer.body())));
        } catch (ConnectException e) {
            throw new EnvironmentException("nobody answers at " + server + " (is the server running?)", e);
        } catch (IOException e) {
            throw new EnvironmentException(request.uri() + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException(request.uri() + " was interrupted", e);
        }
    }

    private static String shortened(String body) {
        return body.length() <= 200 ? body : body.substring(0, 200) + "…";
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new EnvironmentException("the server's answer is not JSON: " + shortened(text), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
