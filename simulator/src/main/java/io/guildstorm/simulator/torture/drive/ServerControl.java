package io.guildstorm.simulator.torture.drive;

import java.net.InetSocketAddress;

/// The server under torture: what is done to it from outside. Called by one thread.
public interface ServerControl extends AutoCloseable {
    /// Starts it, the first time or again on the same data, and waits until it accepts.
    /// @return where it accepts
    InetSocketAddress start();

    /// SIGKILL; returns when it is gone.
    void kill();

    /// SIGTERM; returns when it is gone.
    void stop();

    /// SIGSTOP, and SIGCONT after so long.
    void freeze(long millis);

    /// Whether it runs.
    boolean alive();

    /// Token of its admin API.
    String adminToken();

    @Override
    void close();
}
