package io.guildstorm.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.model.User;
import io.guildstorm.server.model.UserId;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// 18,000 real sessions in this process; their clients are in another, as one holds 20,000 descriptors here.
@Tag("slow")
class CrowdTest {
    private static final int SESSIONS = 18_000;
    private static final int MESSAGES = 100;
    private static final long FIRST_ID = 1_100_000_000_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void eighteen_thousand_sessions_connect_get_every_message_and_leave_without_a_trace() throws Exception {
        try (var server = new TestServer()) {
            var users = LongStream.range(0, SESSIONS)
                    .mapToObj(i -> new User(new UserId(FIRST_ID + i), "user" + i, false))
                    .toList();
            server.admit(users);
            long descriptorsBefore = descriptors();
            long heapBefore = heapInUse();
            long residentBefore = residentBytes();

            var crowd = start(server, users);
            try (var said = crowd.inputReader(StandardCharsets.UTF_8)) {
                assertThat(said.readLine()).isEqualTo("here");
                assertThat(server.count(Meter.SESSIONS)).isEqualTo(SESSIONS);
                report(heapBefore, residentBefore);
                for (int i = 0; i < MESSAGES; i++) {
                    server.say(TestServer.ANN, "message " + i);
                }
                assertThat(said.readLine())
                        .as("messages that came twice, late or not at all")
                        .isEqualTo("heard 0");
                leave(crowd, said);
            } finally {
                crowd.destroyForcibly();
            }

            server.await(Meter.SESSIONS, 0);
            assertThat(server.count(Meter.SESSIONS_DETACHED)).isZero();
            assertThat(server.count(Meter.CLOSES_SLOW)).isZero();
            server.settle();
            assertThat(descriptors()).isLessThanOrEqualTo(descriptorsBefore + 5);
            assertThat(heapInUse()).isLessThan(heapBefore + SESSIONS * 300L);
        }
    }

    private Process start(TestServer server, List<User> users) throws IOException {
        var tokens = folder.resolve("tokens");
        Files.write(tokens, users.stream().map(server::token).toList());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Crowd.class.getName(),
                        Integer.toString(server.port()),
                        tokens.toString(),
                        Integer.toString(MESSAGES))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void leave(Process crowd, BufferedReader said) throws IOException, InterruptedException {
        crowd.getOutputStream().close();
        assertThat(said.readLine()).isNull();
        assertThat(crowd.waitFor()).isZero();
    }

    private static void report(long heapBefore, long residentBefore) throws IOException {
        System.out.printf(
                "%,d sessions: %,d bytes of heap and %,d bytes resident each%n",
                SESSIONS, (heapInUse() - heapBefore) / SESSIONS, (residentBytes() - residentBefore) / SESSIONS);
    }

    private static long descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    /// After a full collection.
    private static long heapInUse() {
        var memory = ManagementFactory.getMemoryMXBean();
        IntStream.range(0, 2).forEach(_ -> memory.gc());
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static long residentBytes() throws IOException {
        var pages = Files.readString(Path.of("/proc/self/statm")).split(" ", 3)[1];
        return Long.parseLong(pages) * 4_096;
    }
}
