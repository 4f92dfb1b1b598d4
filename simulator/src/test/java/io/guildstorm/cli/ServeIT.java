package io.guildstorm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The server alone, as `guildstorm serve` starts it.
@Tag("slow")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ServeIT {
    private static final Set<String> NOT_SOURCES = Set.of(".git", "runs", "sample", "node_modules");

    @TempDir
    Path folder;

    @Test
    void the_simulations_run_with_gatlings_own_maven_plugin_against_what_it_serves() throws Exception {
        assumeTrue(onPath("mvn"), "Maven is not on the PATH: gatling:test was NOT tried");
        Path sources = copyOfSources();
        Path demo = folder.resolve("demo.json");
        try (Guildstorm serve = Guildstorm.start(
                folder, "serve", "--port", "0", "--data", "data", "--demo", "--demo-file", demo.toString())) {
            serve.await("ready http://127");
            String said = mavenIn(sources, "-Dgs.demo=" + demo);

            // the last summary: all requests, those that were answered well, those that were not
            assertThat(said)
                    .containsPattern(
                            "> Global\\s+\\|\\s+(\\d{3,})\\s+\\|\\s+\\1\\s+\\|\\s+0\\s*\\R(?s:(?!> Global).)*BUILD SUCCESS");
            serve.signal("TERM");
            assertThat(serve.exitCode()).as(serve.output()).isIn(0, 143);
        }
    }

    /// Of its own, since the build that runs this test is at work in the other.
    private Path copyOfSources() throws IOException {
        Path from = Guildstorm.root();
        Path to = folder.resolve("sources");
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                String name = each.getFileName().toString();
                boolean built = name.equals("target") && Files.exists(each.resolveSibling("pom.xml"));
                if (built || NOT_SOURCES.contains(name)) return FileVisitResult.SKIP_SUBTREE;
                Files.createDirectories(to.resolve(from.relativize(each)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                Files.copy(each, to.resolve(from.relativize(each)));
                return FileVisitResult.CONTINUE;
            }
        });
        return to;
    }

    private String mavenIn(Path sources, String property) throws IOException, InterruptedException {
        Path log = folder.resolve("maven.log");
        List<String> command =
                List.of("mvn", "-B", "-ntp", "-Dquick", "-pl", "scenarios", "-am", "package", "gatling:test", property);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(sources.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process maven = builder.start();
        try {
            assertThat(maven.waitFor(6, TimeUnit.MINUTES)).as("Maven ended").isTrue();
            assertThat(maven.exitValue()).as(() -> tail(log)).isZero();
            return Files.readString(log);
        } finally {
            maven.destroyForcibly();
        }
    }

    private static String tail(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 60), all.size()));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
