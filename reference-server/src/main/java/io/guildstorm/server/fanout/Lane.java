package io.guildstorm.server.fanout;

/// Where deliveries run: one event loop. Tasks run one at a time in the order given. At the end of each of its turns
/// it flushes what was written.
public interface Lane {
    /// Never blocks; any thread.
    void execute(Runnable task);

    /// Whether the calling thread is this lane's.
    boolean inLane();
}
