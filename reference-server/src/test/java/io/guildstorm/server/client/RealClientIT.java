package io.guildstorm.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs after packaging, from the module's own folder: the server is started from its jar, as a user would.
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class RealClientIT {
    private static final Path SCRIPTS = Path.of("src/test/node");
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @Test
    void discord_js_logs_in_chats_both_ways_edits_deletes_and_reads_history(@TempDir Path data) throws Exception {
        assumeTrue(onPath("node") && onPath("npm"), "Node.js or npm is not installed: discord.js was NOT tried");
        Path modules = install();
        Path demo = data.resolve("demo.json");
        Process server = server(data, demo);
        try {
            String said = run(modules, "node", "discord-js-chat.mjs", demo.toString());

            assertThat(said).contains("ok ben hears ann, every character", "ok history shows the edit");
        } finally {
            server.destroy();
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
        assertThat(server.exitValue()).as("a server that was asked to stop").isZero();
    }

    private static Path install() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(TARGET.resolve("node-clients"));
        for (String file : List.of("package.json", "discord-js-chat.mjs")) {
            Files.copy(SCRIPTS.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(folder.resolve("node_modules/discord.js"))) {
            run(
                    folder,
                    "npm",
                    "install",
                    "--no-package-lock",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--loglevel=error");
        }
        return folder;
    }

    private static Process server(Path data, Path demo) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = Files.readString(TARGET.resolve("classpath.txt")).strip();
        var command = List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                "io.guildstorm.server.node.Main",
                "--port",
                "0",
                "--data",
                data.resolve("store").toString(),
                "--demo",
                "--demo-file",
                demo.toString());
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

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(TARGET, "client", ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(150, TimeUnit.SECONDS))
                    .as("%s ended", List.of(command))
                    .isTrue();
            String said = Files.readString(log);
            assertThat(process.exitValue())
                    .as("%s said: %s", List.of(command), said)
                    .isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean onPath(String program) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
