package io.guildstorm.scenarios.run.process;

import io.guildstorm.scenarios.run.exit.EnvironmentException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where Guildstorm stands: the folder of the checkout, whose modules left class-path files when they were built.
/// @param root the folder that holds the launcher
public record Home(Path root) {
    private static final String SERVER = "reference-server";

    /// As the launcher says (`GUILDSTORM_HOME`), else the folder above this very class that holds the modules.
    /// @throws EnvironmentException when there is none
    public static Home find() {
        String told = System.getenv("GUILDSTORM_HOME");
        if (told != null && !told.isEmpty()) return new Home(Path.of(told));
        for (Path folder = ownPlace(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(SERVER)) && Files.isDirectory(folder.resolve("scenarios")))
                return new Home(folder);
        }
        throw new EnvironmentException(
                "cannot tell where Guildstorm is installed: start it by its launcher, guildstorm,"
                        + " or set GUILDSTORM_HOME to the checkout");
    }

    private static @Nullable Path ownPlace() {
        try {
            var source = Home.class.getProtectionDomain().getCodeSource();
            return source == null ? null : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /// The class path of the server under test.
    public String serverClassPath() {
        return classPath(SERVER);
    }

    /// The class path of swarm, floor and Gatling.
    public String scenariosClassPath() {
        return classPath("scenarios");
    }

    /// The class path of the benchmarks.
    public String benchmarksClassPath() {
        return classPath("benchmarks");
    }

    /// The server's own jar, which describes its switches.
    public Path serverJar() {
        String path = serverClassPath();
        int end = path.indexOf(':');
        return Path.of(end < 0 ? path : path.substring(0, end));
    }

    private String classPath(String module) {
        Path file = root.resolve(module).resolve("target").resolve("classpath.txt");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new EnvironmentException(
                    "%s is not built: %s is missing. Build it: mvn -q -Dquick package".formatted(module, file), e);
        }
    }

    /// The `java` that runs this process, so that all processes of a run are of one JDK.
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
