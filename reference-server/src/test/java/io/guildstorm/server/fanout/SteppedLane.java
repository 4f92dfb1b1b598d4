package io.guildstorm.server.fanout;

import java.util.ArrayDeque;

/// A lane that runs a task when the test says so, on the test's thread: interleavings are the test's choice.
final class SteppedLane implements Lane {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public boolean inLane() {
        return running;
    }

    boolean idle() {
        return tasks.isEmpty();
    }

    void step() {
        running = true;
        try {
            tasks.remove().run();
        } finally {
            running = false;
        }
    }

    void drain() {
        while (!idle()) {
            step();
        }
    }
}
