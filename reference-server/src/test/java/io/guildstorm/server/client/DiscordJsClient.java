package io.guildstorm.server.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.server.client.DemoServer.Person;
import io.guildstorm.server.client.Inbox.Heard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// discord.js as a [ChatClient]: a process of Node.js that is told what to do, a line of JSON at a time.
final class DiscordJsClient implements ChatClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 60;

    private final Process node;
    private final OutputStream orders;
    private final Inbox inbox;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private DiscordJsClient(Process node, Inbox inbox) {
        this.node = node;
        this.inbox = inbox;
        orders = node.getOutputStream();
    }

    /// @param modules folder with the script and its modules
    /// @param port of REST, which tells it where the gateway is: on the same
    /// @param compression `none` or `zlib-stream`
    static DiscordJsClient signIn(
            Path modules, DemoServer server, Person person, int port, String compression, Inbox inbox)
            throws Exception {
        return start(
                modules,
                inbox,
                "discord-js-client.mjs",
                "http://127.0.0.1:" + port + "/api",
                person.token(),
                server.guild(),
                server.channel(),
                compression);
    }

    /// Its WebSocket library alone, which listens and does nothing else; it asks for a zlib stream.
    /// @param port as above
    static DiscordJsClient listen(Path modules, Person person, int port, Inbox inbox) throws Exception {
        return start(modules, inbox, "discord-js-ws-client.mjs", "http://127.0.0.1:" + port + "/api", person.token());
    }

    private static DiscordJsClient start(Path modules, Inbox inbox, String... script) throws Exception {
        var command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(script));
        Process node = new ProcessBuilder(command)
                .directory(modules.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var client = new DiscordJsClient(node, inbox);
        Thread.ofVirtual().start(client::listen);
        client.ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return client;
    }

    private void listen() {
        try (BufferedReader lines = node.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(JSON.readTree(line));
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        var gone = new IOException("Node.js has ended");
        ready.completeExceptionally(gone);
        answers.values().forEach(answer -> answer.completeExceptionally(gone));
    }

    private void take(JsonNode line) {
        if (line.has("n")) {
            var answer = requireNonNull(answers.remove(line.path("n").asInt()), "asked once, answered once");
            if (line.has("error")) {
                answer.completeExceptionally(new IOException(line.path("error").asText()));
            } else {
                answer.complete(line.path("value"));
            }
            return;
        }
        if (line.has("seen")) {
            inbox.see(new Inbox.Seen(
                    line.path("seen").asText(), line.path("status").asText()));
            return;
        }
        String id = line.path("id").asText();
        switch (line.path("heard").asText()) {
            case "Ready" -> ready.complete(null);
            case "Created" ->
                inbox.put(new Heard.Created(
                        id, line.path("author").asText(), line.path("content").asText()));
            case "Edited" -> inbox.put(new Heard.Edited(id, line.path("content").asText()));
            case "Deleted" -> inbox.put(new Heard.Deleted(id));
            case "Typing" -> inbox.put(new Heard.Typing(line.path("user").asText()));
            case "Resumed" -> inbox.put(new Heard.Resumed());
            case "SignedInAgain" -> inbox.put(new Heard.SignedInAgain());
            case "ThreadStarted" ->
                inbox.put(new Heard.ThreadStarted(id, line.path("name").asText()));
            case "ChannelGone" -> inbox.put(new Heard.ChannelGone(id));
            case "ChannelThere" -> inbox.put(new Heard.ChannelThere(id));
            case "GuildGone" -> inbox.put(new Heard.GuildGone(id));
            default -> throw new IllegalStateException("the script said " + line);
        }
    }

    private JsonNode order(String deed, Map<String, Object> with) throws Exception {
        int number = numbers.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        answers.put(number, answer);
        var line = JSON.createObjectNode().put("n", number).put("do", deed);
        with.forEach((name, value) -> line.set(name, JSON.valueToTree(value)));
        orders.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        orders.flush();
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static List<String> listed(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    @Override
    public String send(String content) throws Exception {
        return order("send", Map.of("content", content)).asText();
    }

    /// With a nonce: asked twice, it is one message.
    String sendOnce(String content, String nonce) throws Exception {
        return order("sendOnce", Map.of("content", content, "nonce", nonce)).asText();
    }

    @Override
    public void sendAll(List<String> contents) throws Exception {
        order("sendAll", Map.of("contents", contents));
    }

    @Override
    public void edit(String message, String content) throws Exception {
        order("edit", Map.of("id", message, "content", content));
    }

    @Override
    public void delete(String message) throws Exception {
        order("delete", Map.of("id", message));
    }

    @Override
    public void type() throws Exception {
        order("type", Map.of());
    }

    @Override
    public void be(String status) throws Exception {
        order("be", Map.of("status", status));
    }

    @Override
    public String startThread(String message, String name) throws Exception {
        return order("startThread", Map.of("id", message, "name", name)).asText();
    }

    @Override
    public void sendIn(String thread, String content) throws Exception {
        order("sendIn", Map.of("thread", thread, "content", content));
    }

    @Override
    public List<String> history(int count) throws Exception {
        return listed(order("history", Map.of("count", count)));
    }

    @Override
    public List<String> cachedMembers() throws Exception {
        return listed(order("members", Map.of()));
    }

    /// How many frames were binary, so compressed, as the library's own WebSockets saw them.
    int compressedPayloads() throws Exception {
        return order("compressed", Map.of()).asInt();
    }

    /// All of the guild, asked for by op 8.
    List<String> allMembers() throws Exception {
        return listed(order("allMembers", Map.of()));
    }

    @Override
    public void close() {
        try {
            orders.close();
            assertThat(node.waitFor(10, TimeUnit.SECONDS)).as("Node.js ended").isTrue();
        } catch (IOException _) {
            // it has ended already
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            node.destroyForcibly();
        }
    }
}
