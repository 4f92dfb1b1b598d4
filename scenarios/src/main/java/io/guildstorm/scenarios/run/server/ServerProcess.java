package io.guildstorm.scenarios.run.server;

import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.process.Child;
import io.guildstorm.scenarios.run.process.Children;
import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.run.process.Inbox;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The server under test, started by the run.
///
/// **Owner:** the run's thread.
public final class ServerProcess {
    static final String MAIN = "io.guildstorm.server.node.Main";
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final String READY = "ready ";

    private final Child child;
    private final List<String> flags;
    private @Nullable URI address;

    private ServerProcess(Child child, List<String> flags) {
        this.child = child;
        this.flags = flags;
    }

    /// How to start it.
    /// @param settings switches that differ from their defaults
    /// @param data folder of its store
    /// @param adminTokenFile holds the token of the admin API
    /// @param recording file for its flight recording
    /// @param jars of the user, put on the class path
    /// @param arguments besides switches
    public record Plan(
            Map<String, String> settings,
            Path data,
            Path adminTokenFile,
            Path recording,
            List<Path> jars,
            List<String> arguments) {
        /// With switches alone.
        public Plan(Map<String, String> settings, Path data, Path adminTokenFile, Path recording, List<Path> jars) {
            this(settings, data, adminTokenFile, recording, jars, List.of());
        }

        /// The same, and it may be told to misbehave.
        public Plan withFaults() {
            return new Plan(settings, data, adminTokenFile, recording, jars, List.of("--allow-faults"));
        }
    }

    /// Starts it and waits until it accepts.
    /// @throws UsageException when it refused its settings
    /// @throws EnvironmentException when it did not start
    public static ServerProcess start(String name, Home home, Plan plan, Children children, Inbox inbox) {
        List<String> flags = JvmFlags.server(plan.settings().getOrDefault("jvm.gc", "g1"));
        List<String> command = new ArrayList<>(List.of(Home.java()));
        command.addAll(flags);
        command.addAll(JvmFlags.recording(recordingSettings(plan.recording()), plan.recording()));
        command.addAll(mainAndArguments(home, plan));
        Holder started = new Holder();
        Child child = children.startBehind(name, command, line -> {
            if (!line.startsWith(READY)) return false;
            inbox.post(() ->
                    started.address = URI.create(line.substring(READY.length()).strip()));
            return false;
        });
        inbox.await(() -> started.address != null || !child.alive(), System.nanoTime() + START_NANOS);
        if (started.address == null) throw didNotStart(child);
        ServerProcess server = new ServerProcess(child, flags);
        server.address = started.address;
        return server;
    }

    private static List<String> mainAndArguments(Home home, Plan plan) {
        List<String> words = new ArrayList<>(List.of("-cp", classPath(home, plan.jars()), MAIN));
        words.addAll(List.of(
                "--host", "127.0.0.1", "--port", "0", "--data", plan.data().toString()));
        words.addAll(List.of("--admin-token-file", plan.adminTokenFile().toString()));
        words.addAll(plan.arguments());
        plan.settings().forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
        return words;
    }

    static String classPath(Home home, List<Path> jars) {
        StringBuilder classPath = new StringBuilder(home.serverClassPath());
        jars.forEach(jar -> classPath.append(':').append(jar.toAbsolutePath()));
        return classPath.toString();
    }

    private static Path recordingSettings(Path recording) {
        Path file = recording.resolveSibling("run.jfc");
        try (InputStream settings =
                Objects.requireNonNull(ServerProcess.class.getResourceAsStream("run.jfc"), "run.jfc is in our jar")) {
            Files.write(file, settings.readAllBytes());
            return file;
        } catch (IOException e) {
            throw new EnvironmentException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static RuntimeException didNotStart(Child child) {
        // where it stood is for us to look up in the log, not for the user to read
        String words = child.lastWords(30)
                .lines()
                .filter(line -> !line.matches("\\s+(at |\\.\\.\\. ).*"))
                .collect(Collectors.joining("\n"));
        Integer code = child.exitCode();
        if (code != null && code == 2) return new UsageException("the server refused its settings:\n" + words);
        String what =
                code == null ? "was not ready within a minute" : "ended with code " + code + " before it was ready";
        return new EnvironmentException("the server " + what + ":\n" + words);
    }

    public URI address() {
        return Objects.requireNonNull(address, "known since it is ready");
    }

    public Child child() {
        return child;
    }

    /// Of its JVM.
    public List<String> flags() {
        return flags;
    }

    private static final class Holder {
        private @Nullable URI address;
    }
}
