package io.guildstorm.simulator.torture.drive;

import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/// The real server behind a proxy with a planted bug.
final class FaultyServer implements ServerControl {
    private final ServerChild server;
    private final FaultyProxy proxy;
    private final Planted.Bug bug;

    FaultyServer(Path folder, Planted.Bug bug) throws IOException {
        this.bug = bug;
        server = new ServerChild(Home.find(), folder, Workload.UNLIMITED);
        proxy = new FaultyProxy(bug);
    }

    @Override
    public InetSocketAddress start() {
        InetSocketAddress address = proxy.to(server.start());
        bug.started();
        return address;
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void stop() {
        try {
            bug.beforeStop();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        server.stop();
    }

    @Override
    public void freeze(long millis) {
        server.freeze(millis);
    }

    @Override
    public boolean alive() {
        return server.alive();
    }

    @Override
    public String adminToken() {
        return server.adminToken();
    }

    @Override
    public void close() {
        try {
            proxy.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            server.close();
        }
    }
}
