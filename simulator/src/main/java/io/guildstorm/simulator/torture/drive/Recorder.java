package io.guildstorm.simulator.torture.drive;

import io.guildstorm.simulator.torture.history.Call;
import io.guildstorm.simulator.torture.history.Fault;
import io.guildstorm.simulator.torture.history.History;
import io.guildstorm.simulator.torture.history.SessionLog;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What the clients saw. Any thread.
final class Recorder {
    private final long start = System.nanoTime();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<SessionLog> sessions = new ConcurrentLinkedQueue<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger texts = new AtomicInteger();
    private final AtomicLong dispatches = new AtomicLong();

    /// ns since the start of the run.
    long now() {
        return System.nanoTime() - start;
    }

    /// A number for a text, so that no two are the same.
    int nextText() {
        return texts.incrementAndGet();
    }

    void called(Call call) {
        calls.add(call);
        made.incrementAndGet();
    }

    void dispatched() {
        dispatches.incrementAndGet();
    }

    void ended(SessionLog session) {
        sessions.add(session);
    }

    void happened(Fault fault) {
        faults.add(fault);
    }

    int calls() {
        return made.get();
    }

    long dispatches() {
        return dispatches.get();
    }

    History history() {
        return new History(List.copyOf(calls), List.copyOf(sessions), List.copyOf(faults));
    }
}
