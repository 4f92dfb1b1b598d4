package io.guildstorm.server.fanout;

import java.util.ArrayDeque;

/// A lane that runs a task when the test says so, on the test's thread: interleavings are the test's choice.
final class SteppedLane implements Lane {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    private final long gatherNanos;
    private boolean running;
    private long nanos;

    SteppedLane() {
        this(0);
    }

    /// @param gatherNanos how long events may be held here
    SteppedLane(long gatherNanos) {
        this.gatherNanos = gatherNanos;
    }

    @Override
    public long gatherNanos() {
        return gatherNanos;
    }

    /// A microsecond passes from call to call.
    @Override
    public long nanos() {
        nanos += 1_000;
        return nanos;
    }

    @Override
    public void later(Runnable task, long nanos) {
        later.add(task);
    }

    /// What was to run later is due now.
    void pass() {
        tasks.addAll(later);
        later.clear();
    }

    int held() {
        return later.size();
    }

    int waiting() {
        return tasks.size();
    }

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
