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

    /// How long an event may be held on a busy lane so that the next ones leave together with it, in nanoseconds; 0:
    /// none is. Fixed for life.
    default long gatherNanos() {
        return 0;
    }

    /// The lane's clock, in nanoseconds. It may stand where nothing is held.
    default long nanos() {
        return 0;
    }

    /// Runs `task` on the lane when this many nanoseconds have passed. On the lane only; not in order with [#execute].
    default void later(Runnable task, long nanos) {
        execute(task);
    }

    /// Whether the calling thread is this lane's.
    boolean inLane();
}
