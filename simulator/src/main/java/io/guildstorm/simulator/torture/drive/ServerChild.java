package io.guildstorm.simulator.torture.drive;

import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.process.Children;
import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.run.process.Inbox;
import io.guildstorm.scenarios.run.server.ServerProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The reference server as a child process, killed with us whatever becomes of us.
///
/// **Owner:** the thread that drives.
public final class ServerChild implements ServerControl {
    private static final long STOP_MILLIS = 30_000;

    private final Home home;
    private final Path folder;
    private final Map<String, String> settings;
    private final Children children;
    private final Inbox inbox = new Inbox();
    private final String token = UUID.randomUUID().toString();
    private @Nullable ServerProcess server;
    private int starts;

    /// @param folder for its data, its logs and the rest; it has to exist
    /// @param settings switches that differ from their defaults
    public ServerChild(Home home, Path folder, Map<String, String> settings) {
        this.home = home;
        this.folder = folder;
        this.settings = settings;
        children = new Children(folder);
    }

    @Override
    public InetSocketAddress start() {
        Path file = folder.resolve("admin-token");
        try {
            Files.writeString(file, token);
        } catch (IOException e) {
            throw new EnvironmentException("cannot write " + file + ": " + e.getMessage(), e);
        }
        String name = "server-" + starts++;
        var plan = new ServerProcess.Plan(
                settings, folder.resolve("data"), file, folder.resolve(name + ".jfr"), List.of());
        ServerProcess started = ServerProcess.start(name, home, plan, children, inbox);
        server = started;
        URI address = started.address();
        return new InetSocketAddress(address.getHost(), address.getPort());
    }

    @Override
    public void kill() {
        running().child().kill();
    }

    @Override
    public void stop() {
        if (!running().child().stop(STOP_MILLIS))
            throw new EnvironmentException("the server did not stop within " + STOP_MILLIS / 1_000 + " s of SIGTERM");
    }

    @Override
    public void freeze(long millis) {
        signal("STOP");
        inbox.awaitInstant(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder(
                            "kill", "-" + name, Long.toString(running().child().pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new EnvironmentException("cannot send SIG" + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ServerProcess running() {
        return Objects.requireNonNull(server, "started before");
    }

    @Override
    public boolean alive() {
        return running().child().alive();
    }

    @Override
    public String adminToken() {
        return token;
    }

    @Override
    public void close() {
        children.close();
    }
}
