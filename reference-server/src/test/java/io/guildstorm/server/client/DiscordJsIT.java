package io.guildstorm.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.guildstorm.server.client.DemoServer.Person;
import io.guildstorm.server.client.Inbox.Heard;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// discord.js, unmodified. It is fetched into the build's folder once; without Node.js nothing is tried.
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DiscordJsIT {
    private static final Path SCRIPTS = Path.of("src/test/node");
    private static final Path MODULES = Path.of("target", "node-clients").toAbsolutePath();

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        assumeTrue(onPath("node") && onPath("npm"), "Node.js or npm is not installed: discord.js was NOT tried");
        Files.createDirectories(MODULES);
        for (String file : List.of("package.json", "discord-js-client.mjs", "discord-js-ws-client.mjs")) {
            Files.copy(SCRIPTS.resolve(file), MODULES.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.isDirectory(MODULES.resolve("node_modules/discordjs-ws-2"))) {
            return;
        }
        Path log = MODULES.resolve("npm.log");
        Process npm = new ProcessBuilder(
                        "npm",
                        "install",
                        "--no-package-lock",
                        "--no-audit",
                        "--no-fund",
                        "--ignore-scripts",
                        "--loglevel=error")
                .directory(MODULES.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(npm.waitFor(150, TimeUnit.SECONDS)).as("npm ended").isTrue();
            assertThat(npm.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            npm.destroyForcibly();
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

    /// Its default.
    @Nested
    class Plain extends ChatClientContract {
        @Override
        ChatClient signIn(DemoServer server, Person person, int gatewayPort, Inbox inbox) throws Exception {
            return DiscordJsClient.signIn(MODULES, server, person, gatewayPort, "none", inbox);
        }

        /// The other libraries send a nonce by themselves, or never.
        @Test
        void a_send_that_is_repeated_with_its_nonce_is_one_message() throws Exception {
            try (var anns = (DiscordJsClient) annSignsIn();
                    var _ = benSignsIn()) {
                String once = anns.sendOnce("only once", "a nonce");
                String again = anns.sendOnce("only once", "a nonce");

                assertThat(again).isEqualTo(once);
                assertThat(benHears.awaitContents(1)).containsExactly("only once");
                assertThat(anns.history(10)).containsExactly("only once");
                assertThat(benHears.rest()).noneMatch(Heard.Created.class::isInstance);
            }
        }

        @Test
        void all_members_are_there_when_asked_for() throws Exception {
            try (var anns = (DiscordJsClient) annSignsIn()) {
                assertThat(anns.allMembers()).hasSize(20).contains(ann.id(), ben.id());
            }
        }
    }

    /// Its WebSocket library in a version that discord.js 14 does not have yet.
    @Nested
    class ZlibStream {
        @TempDir
        Path folder;

        @ParameterizedTest
        @ValueSource(strings = {"zlib-stream", "shared"})
        void a_zlib_stream_is_read_and_one_more_after_a_cut(String compress) throws Exception {
            var heard = new Inbox();
            var settings = List.of("gateway.compress=" + compress, "access.send-limit=off");
            var contents = IntStream.range(0, 40)
                    .mapToObj(i -> i + " ☂ " + "to and fro ".repeat(i * 4))
                    .toList();
            try (var server = DemoServer.start(folder, settings);
                    var proxy = new CuttableProxy(server.port());
                    var ben = DiscordJsClient.listen(MODULES, server.person(1), proxy.port(), heard)) {
                var ann = new Owner(server.port(), server.person(0));
                for (String content : contents) {
                    ann.say(server.channel(), content);
                }
                assertThat(heard.awaitContents(contents.size())).isEqualTo(contents);

                proxy.cutOff();
                ann.say(server.channel(), "missed");
                proxy.restore();
                heard.await(Heard.Resumed.class, _ -> true);
                ann.say(server.channel(), "live");

                assertThat(heard.awaitContents(2)).containsExactly("missed", "live");
                assertThat(heard.rest()).isEmpty();
                assertThat(ben.compressedPayloads())
                        .as("HELLO, READY, the guild, the messages; HELLO, one missed, RESUMED, one more")
                        .isGreaterThanOrEqualTo(contents.size() + 7);
            }
        }
    }

    /// Told to compress, it asks for a zlib stream if the native module zlib-sync is installed, and else, as here, for
    /// payloads compressed each for itself.
    @Nested
    class Compressed extends ChatClientContract {
        @Override
        ChatClient signIn(DemoServer server, Person person, int gatewayPort, Inbox inbox) throws Exception {
            return DiscordJsClient.signIn(MODULES, server, person, gatewayPort, "zlib-stream", inbox);
        }

        @Test
        void what_it_was_sent_was_compressed() throws Exception {
            try (var anns = (DiscordJsClient) annSignsIn()) {
                assertThat(anns.compressedPayloads()).as("READY and the guild").isGreaterThanOrEqualTo(2);
            }
        }
    }
}
