package io.guildstorm.server.fanout;

import java.util.ArrayDeque;

/// A lane whose turns are the benchmark's own. **Owner:** the benchmark's thread.
public final class QueuedLane implements Lane {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public boolean inLane() {
        return true;
    }

    /// Until nothing is left to do.
    public void run() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
