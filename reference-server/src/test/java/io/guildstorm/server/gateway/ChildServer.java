package io.guildstorm.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.server.node.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// A server as a process of its own, with a demo guild and no limits, made to be killed and to be followed by another
/// on
/// the same data.
final class ChildServer implements AutoCloseable {
    private static final long STOP_S = 60;

    private final Path folder;
    private final List<String> settings;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private Process process;
    private String base = "";

    /// @param settings each `switch=value`
    ChildServer(Path folder, int users, String... settings) throws IOException {
        this.folder = folder;
        this.settings = new ArrayList<>(List.of(settings));
        for (String unlimited : List.of("send", "route", "global", "invalid", "identify")) {
            this.settings.add("access." + unlimited + "-limit=off");
        }
        this.settings.add("access.identify-concurrency=off");
        process = start(users);
    }

    private Process start(int users) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-Dlogback.configurationFile=logback.xml", // what people see, not what tests do
                "-cp",
                System.getProperty("java.class.path"),
                "io.guildstorm.server.node.Main",
                "--port",
                "0",
                "--data",
                folder.toString(),
                "--demo",
                "--demo-users",
                String.valueOf(users)));
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            log.add(line);
            if (line.startsWith("ready ")) {
                base = line.substring("ready ".length());
                Thread.ofVirtual().start(() -> output.lines().forEach(log::add));
                return server;
            }
        }
        throw new AssertionError("the server ended before it was ready: " + log);
    }

    /// What it has said, the processes before it included.
    List<String> log() {
        return log;
    }

    int port() {
        return Integer.parseInt(base.substring(base.lastIndexOf(':') + 1));
    }

    JsonNode demo() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("demo.json").toFile());
    }

    String token(int user) throws IOException {
        return demo().path("users").path(user).path("token").asText();
    }

    String channel() throws IOException {
        return demo().path("channels").path(0).path("id").asText();
    }

    /// The first owns the guild.
    Person as(int user) throws IOException {
        return new Person(http, base, "Bot " + token(user));
    }

    /// A client past HELLO.
    TestClient connect() {
        var client = TestClient.connect(port());
        client.op(10);
        return client;
    }

    /// `kill -9`.
    void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(STOP_S, TimeUnit.SECONDS).join();
    }

    /// SIGTERM.
    void stop() {
        process.destroy();
        assertThat(process.onExit().orTimeout(STOP_S, TimeUnit.SECONDS).join().isAlive())
                .isFalse();
        assertThat(process.exitValue()).as("a server that was asked to stop").isZero();
    }

    /// Another process takes its place.
    void startAgain() throws IOException {
        process = start(demo().path("users").size());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.shutdownNow();
    }
}
