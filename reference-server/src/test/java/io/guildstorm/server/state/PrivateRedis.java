package io.guildstorm.server.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lettuce.core.RedisClient;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/// A Redis of a test's own, on a free port, that keeps nothing on disk unless it is told to. Where the machine has
/// none, the test is skipped
/// and says so.
public final class PrivateRedis implements AutoCloseable {
    private static final long DEADLINE_S = 30;

    private final Path folder;
    private final int port;
    private Process process;

    private PrivateRedis(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    public static PrivateRedis start(Path folder) throws IOException {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(path -> Path.of(path, "redis-server").toFile().canExecute());
        assumeTrue(there, "skipped: no redis-server on this machine (Debian: apt-get install redis-server)");
        int port = freePort();
        return new PrivateRedis(folder, port, start(folder, port));
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static Process start(Path folder, int port) throws IOException {
        var command = List.of(
                "redis-server",
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder.toString());
        Process redis = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
        while (!accepts(port)) {
            assertThat(redis.isAlive()).as("redis-server on port " + port).isTrue();
            assertThat(System.nanoTime()).as("ready in time").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
        return redis;
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    public String address() {
        return "redis://127.0.0.1:" + port;
    }

    /// Waits until as many sessions are kept as are wanted.
    public void awaitSessions(IntPredicate wanted) {
        var client = RedisClient.create(address());
        try (var connection = client.connect()) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
            int kept = connection.sync().keys("*:session:*").size();
            while (!wanted.test(kept)) {
                assertThat(System.nanoTime()).as("still " + kept + " sessions").isLessThan(deadline);
                LockSupport.parkNanos(20_000_000);
                kept = connection.sync().keys("*:session:*").size();
            }
        } finally {
            client.shutdown();
        }
    }

    /// `kill -9`.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(DEADLINE_S, TimeUnit.SECONDS)).isTrue();
    }

    /// Writes down what it holds: it comes back with that.
    public void save() {
        var client = RedisClient.create(address());
        try (var connection = client.connect()) {
            connection.sync().save();
        } finally {
            client.shutdown();
        }
    }

    /// SIGSTOP: it is there, and answers nothing.
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// On the same port, with what it wrote down.
    public void startAgain() throws IOException {
        process = start(folder, port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
