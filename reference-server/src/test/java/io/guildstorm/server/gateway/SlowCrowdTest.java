package io.guildstorm.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.gateway.SlowReaders.Reader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Case 21: 10,000 readers who do not read, at once. They are in this process, the server is in another with a heap of
/// [#HEAP_BYTES], as one process holds 20,000 descriptors here.
@Tag("slow")
class SlowCrowdTest {
    private static final int SLOW = Integer.getInteger("guildstorm.slow-readers", 10_000);
    private static final int QUICK = 50;
    /// The JVM bounds what lies outside of its heap by the same figure.
    private static final long HEAP_BYTES = 512 << 20;

    private static final String TEXT = "x".repeat(1_900);
    private static final int BATCH = 8;

    @TempDir
    private Path folder;

    @Test
    @Timeout(900)
    void ten_thousand_slow_consumers_are_closed_and_the_server_and_the_others_do_not_feel_it() throws Exception {
        var tokens = folder.resolve("tokens");
        var server = start(tokens);
        try (var said = server.inputReader(StandardCharsets.UTF_8)) {
            int port = Integer.parseInt(said.readLine().split(" ", -1)[1]);
            try (var readers = new SlowReaders(port)) {
                play(server, said, readers, Files.readAllLines(tokens));
            }
        } finally {
            server.destroyForcibly();
        }
    }

    private static void play(Process server, BufferedReader said, SlowReaders readers, List<String> tokens)
            throws Exception {
        var quick = connect(readers, tokens.subList(SLOW, SLOW + QUICK), SlowReaders.Hearing.ALL);
        var slow = connect(readers, tokens.subList(0, SLOW), SlowReaders.Hearing.NOTHING);
        ask(server, said, "await " + (SLOW + QUICK));

        int sent = 0;
        long peakBytes = 0;
        for (long closed = 0; closed < SLOW; sent += BATCH) {
            closed = Long.parseLong(ask(server, said, "say " + TEXT + " " + BATCH)[1]);
            for (Reader one : quick) {
                one.awaitMessages(sent + BATCH);
            }
            var holds = ask(server, said, "holds");
            peakBytes = Math.max(peakBytes, Long.parseLong(holds[1]) + Long.parseLong(holds[2]));
        }

        System.out.printf("%,d slow readers, %d messages: at most %,d bytes in use%n", SLOW, sent, peakBytes);
        assertThat(peakBytes).isLessThan(HEAP_BYTES);
        int all = sent;
        assertThat(quick).allSatisfy(one -> {
            assertThat(one.numbers)
                    .isEqualTo(IntStream.range(3, 3 + all).boxed().toList());
            assertThat(one.closes).isEmpty();
        });
        for (Reader one : slow) {
            one.readAll();
            one.awaitGone();
            assertThat(one.closes).as("if it read in time").isSubsetOf(4_000);
        }
        assertThat(ask(server, said, "holds")[3])
                .as("sessions that can be resumed")
                .isEqualTo(Integer.toString(SLOW));
    }

    private static List<Reader> connect(SlowReaders readers, List<String> tokens, SlowReaders.Hearing hearing)
            throws InterruptedException {
        var connected = new ArrayList<Reader>();
        for (String token : tokens) {
            connected.add(readers.connect(token, hearing));
        }
        return connected;
    }

    private static String[] ask(Process server, BufferedReader said, String order) throws IOException {
        server.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
        server.getOutputStream().flush();
        var answer = said.readLine();
        assertThat(answer).as("the server goes on").isNotNull();
        return answer.split(" ", -1);
    }

    private static Process start(Path tokens) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_BYTES,
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowCrowdServer.class.getName(),
                        Integer.toString(SLOW + QUICK),
                        tokens.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
