package io.guildstorm.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs after packaging, from the module's own folder: the server is started from its jar, as a user would.
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DiscordJsIT {
    private static final Path SCRIPTS = Path.of("src/test/node");
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @Test
    void discord_js_logs_in_chats_both_ways_edits_deletes_and_reads_history(@TempDir Path data) throws Exception {
        assumeTrue(onPath("node") && onPath("npm"), "Node.js or npm is not installed: discord.js was NOT tried");
        Path modules = install();
        try (DemoServer server = DemoServer.start(data)) {
            String said = run(
                    modules, "node", "discord-js-chat.mjs", server.demoFile().toString());

            assertThat(said).contains("ok ben hears ann, every character", "ok history shows the edit");
            server.stop();
        }
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
