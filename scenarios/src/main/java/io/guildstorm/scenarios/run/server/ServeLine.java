package io.guildstorm.scenarios.run.server;

import io.guildstorm.scenarios.run.process.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The command line of a server that runs for itself.
/// @param words `java`, its flags, the main class, its arguments
public record ServeLine(List<String> words) {
    private static final int STOP_SECONDS = 20;

    /// @param arguments of the server besides its switches
    public static ServeLine of(Home home, Map<String, String> settings, List<Path> jars, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(Home.java()));
        words.addAll(JvmFlags.server(settings.getOrDefault("jvm.gc", "g1")));
        words.addAll(List.of("-cp", ServerProcess.classPath(home, jars), ServerProcess.MAIN));
        words.addAll(arguments);
        settings.forEach((name, value) -> words.addAll(List.of("--set", name + "=" + value)));
        return new ServeLine(words);
    }

    /// For a POSIX shell.
    public String quoted() {
        return words.stream()
                .map(word -> word.matches("[A-Za-z0-9_./:=,+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /// To the launcher, which makes the server of itself; where there is none, as a child.
    /// @return what to exit with
    public int handOver() throws IOException {
        String plan = System.getenv("GUILDSTORM_EXEC");
        if (plan != null && !plan.isEmpty()) {
            Files.writeString(Path.of(plan), quoted() + "\n");
            return 0;
        }
        Process server = new ProcessBuilder(words).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(server)));
        try {
            return server.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    /// Whoever ends this process means the server.
    private static void stop(Process server) {
        server.destroy();
        try {
            boolean _ = server.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
