package io.guildstorm.server.fanout;

/// Where deliveries run: one event loop. Tasks run one at a time in the order given. At the end of each of its turns
/// it flushes what was written.
public interface Lane {
    /// Never blocks; any thread.
    void execute(Runnable task);

    /// For a task that is long and gives way: runs what is left of it once sockets and other tasks that wait had their
    /// turn. On the lane only; not in order with [#execute].
    default void nextTurn(Runnable rest) {
        execute(rest);
    }

    /// Whether the calling thread is this lane's.
    boolean inLane();
}
