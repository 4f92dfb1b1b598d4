package io.guildstorm.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The packaged server with its demo guild, as a process of its own.
final class DemoServer implements AutoCloseable {
    private static final int STOP_SECONDS = 20;

    /// What compresses once for all.
    static final List<String> SHARED = List.of("gateway.compress=shared");

    private final Path folder;
    private final List<String> settings;
    private final int port;
    private Process process;

    /// Somebody of the demo guild.
    record Person(String id, String name, String token) {}

    private DemoServer(Path folder, List<String> settings, int port, Process process) {
        this.folder = folder;
        this.settings = settings;
        this.port = port;
        this.process = process;
    }

    /// @param folder for its data and `demo.json`
    /// @param settings switches, as `name=value`
    static DemoServer start(Path folder, List<String> settings) throws IOException {
        Process process = start(folder, settings, 0);
        return new DemoServer(folder, settings, portOf(read(folder)), process);
    }

    private static Process start(Path folder, List<String> settings, int port) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = Files.readString(Path.of("target", "classpath.txt")).strip();
        var command = new ArrayList<>(List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                "io.guildstorm.server.node.Main",
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("store").toString(),
                "--demo",
                "--demo-file",
                demo(folder).toString()));
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        var said = new ArrayList<String>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.startsWith("ready http://")) {
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {})); // keep the pipe empty
                return server;
            }
        }
        throw new AssertionError("the server ended before it was ready: " + said);
    }

    private static Path demo(Path folder) {
        return folder.resolve("demo.json");
    }

    private static JsonNode read(Path folder) throws IOException {
        return new ObjectMapper().readTree(demo(folder).toFile());
    }

    private static int portOf(JsonNode demo) {
        String url = demo.path("base_url").asText();
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    }

    Path demoFile() {
        return demo(folder);
    }

    int port() {
        return port;
    }

    String guild() throws IOException {
        return read(folder).path("guild").asText();
    }

    String channel() throws IOException {
        return read(folder).at("/channels/0/id").asText();
    }

    Person person(int index) throws IOException {
        JsonNode person = read(folder).path("users").path(index);
        return new Person(
                person.path("id").asText(),
                person.path("name").asText(),
                person.path("token").asText());
    }

    /// As an operator stops it: it drains and ends with 0.
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("a server that was asked to stop").isZero();
    }

    /// On the same port, with what it had.
    void startAgain() throws IOException {
        process = start(folder, settings, port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
