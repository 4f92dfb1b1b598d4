package io.guildstorm.scenarios.run.server;

import io.guildstorm.scenarios.run.process.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The command line of a server that runs for itself.
/// @param words `java`, its flags, the main class, its arguments
public record ServeLine(List<String> words) {
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
        try {
            return new ProcessBuilder(words).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }
}
