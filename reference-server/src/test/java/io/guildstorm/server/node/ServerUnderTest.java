package io.guildstorm.server.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.server.api.Route;
import io.guildstorm.server.model.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A server in this process, with a demo guild, a folder of its own and a free port:
/// `server.as("ann").get("users/@me")`. A static field is one server for all tests of a class; another field, one for
/// each.
public final class ServerUnderTest
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> UNLIMITED = List.of(
            "access.send-limit=off",
            "access.route-limit=off",
            "access.global-limit=off",
            "access.invalid-limit=off",
            "access.identify-limit=off",
            "access.identify-concurrency=off");

    private final List<String> words = new ArrayList<>();
    private Ticker ticker = System::nanoTime;
    private boolean forAll;
    private @Nullable Path folder;
    private @Nullable Node node;
    private @Nullable HttpClient http;

    private ServerUnderTest(List<String> words) {
        this.words.addAll(words);
    }

    /// Keeps all in memory, and limits nobody.
    /// @param settings each `switch=value`
    public static ServerUnderTest inMemory(String... settings) {
        return with("memory", settings);
    }

    /// Keeps all on disk, and limits nobody.
    public static ServerUnderTest onDisk(String... settings) {
        return with("rocksdb", settings);
    }

    private static ServerUnderTest with(String store, String... settings) {
        var words = new ArrayList<>(List.of("--demo", "--demo-users", "5"));
        var all = new ArrayList<>(UNLIMITED);
        all.add("store=" + store);
        all.addAll(List.of(settings));
        all.forEach(setting -> words.addAll(List.of("--set", setting)));
        return new ServerUnderTest(words);
    }

    /// More of its command line.
    public ServerUnderTest and(String... more) {
        words.addAll(List.of(more));
        return this;
    }

    /// What time it is for all that waits, limits too.
    public ServerUnderTest at(Ticker itsTicker) {
        ticker = itsTicker;
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        forAll = true;
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!forAll) {
            start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!forAll) {
            end();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end();
    }

    private void end() {
        stop();
        if (folder != null) {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public void start() {
        try {
            folder = folder == null ? Files.createTempDirectory("guildstorm-server") : folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var all = new ArrayList<>(words);
        all.addAll(List.of("--port", "0", "--data", folder.toString()));
        node = start(all, ticker);
        http = HttpClient.newHttpClient(); // HTTP/2 by preference: it offers h2c on each request
    }

    /// A server by its command line alone.
    static Node start(List<String> words) {
        return start(words, System::nanoTime);
    }

    private static Node start(List<String> words, Ticker ticker) {
        var options = Options.parse(words);
        var switches = Switches.load(List.of());
        options.settings().forEach(switches::set);
        return new Node(options, switches, ticker, cause -> {
            throw new AssertionError("the store cannot write any more", cause);
        });
    }

    /// Gracefully, as SIGTERM does.
    public void stop() {
        if (http != null) {
            http.shutdownNow();
            http = null;
        }
        if (node != null) {
            node.close();
            node = null;
        }
    }

    public void restart() {
        stop();
        start();
    }

    /// All that users can ask for.
    List<Route> routes() {
        return there(node).routes();
    }

    public Path folder() {
        return there(folder);
    }

    /// Host and port.
    public String authority() {
        return there(node).authority();
    }

    public int port() {
        return Integer.parseInt(authority().substring(authority().lastIndexOf(':') + 1));
    }

    public JsonNode demo() {
        try {
            return JSON.readTree(folder().resolve("demo.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String guild() {
        return demo().path("guild").asText();
    }

    public String channel() {
        return demo().path("channels").path(0).path("id").asText();
    }

    /// Someone of the demo guild, by name.
    public Person as(String name) {
        for (JsonNode user : demo().path("users")) {
            if (user.path("name").asText().equals(name)) {
                return withHeader("Bot " + user.path("token").asText());
            }
        }
        throw new IllegalArgumentException("no demo user " + name);
    }

    public String id(String name) {
        for (JsonNode user : demo().path("users")) {
            if (user.path("name").asText().equals(name)) {
                return user.path("id").asText();
            }
        }
        throw new IllegalArgumentException("no demo user " + name);
    }

    public Person admin() {
        return withHeader("Bearer " + demo().path("admin_token").asText());
    }

    public Person stranger() {
        return withHeader(null);
    }

    /// @param authorization the header; null: none
    public Person withHeader(@Nullable String authorization) {
        return new Person(there(http), "http://" + authority(), authorization);
    }

    private static <T> T there(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the server does not run");
        }
        return part;
    }
}
