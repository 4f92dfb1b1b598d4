package io.guildstorm.simulator.torture.drive;

/// What a client has to know of the run. Any thread.
interface Stage {
    /// Lays a line to the server.
    Line line();

    /// Whether the time is up.
    boolean over();

    /// Whether the server is known to be away: what is called now is called in vain.
    boolean away();
}
