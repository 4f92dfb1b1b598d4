package io.guildstorm.server.guild;

import io.guildstorm.server.fanout.Lane;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A lane without sockets: one thread.
final class TestLane implements Lane, AutoCloseable {
    private volatile Thread thread = Thread.currentThread();
    private final ExecutorService tasks = Executors.newSingleThreadExecutor(task -> {
        thread = Thread.ofPlatform().daemon().name("lane").unstarted(task);
        return thread;
    });

    @Override
    public void execute(Runnable task) {
        tasks.execute(task);
    }

    @Override
    public boolean inLane() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void close() {
        tasks.close();
    }
}
