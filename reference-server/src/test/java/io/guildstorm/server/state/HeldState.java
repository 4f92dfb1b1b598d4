package io.guildstorm.server.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.model.GuildId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/// A state in memory that does what a test tells it: loses what is appended, answers late, or fails.
public final class HeldState implements SharedState {
    private static final long DEADLINE_MS = 30_000;

    private final Map<GuildId, List<byte[]>> logs = new HashMap<>();
    private final Map<String, byte[]> sessions = new HashMap<>();
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private boolean losing;
    private boolean holding;
    private boolean failing;

    /// What is appended from now on never arrives.
    public synchronized void loseAppended(boolean lost) {
        losing = lost;
    }

    /// Removals are answered when [#release] says so.
    public synchronized void holdRemovals() {
        holding = true;
    }

    public void release() {
        List<CompletableFuture<Void>> answered;
        synchronized (this) {
            holding = false;
            answered = List.copyOf(waiting);
            waiting.clear();
        }
        answered.forEach(removal -> removal.complete(null));
    }

    /// Nobody answers any more.
    public synchronized void fail() {
        failing = true;
    }

    public void awaitSession(String session) {
        await(all -> all.containsKey(session));
    }

    /// Waits until somebody's removal is held.
    public synchronized void awaitHeldRemoval() throws InterruptedException {
        long deadline = System.currentTimeMillis() + DEADLINE_MS;
        while (waiting.isEmpty()) {
            assertThat(System.currentTimeMillis()).as("a removal in time").isLessThan(deadline);
            wait(100);
        }
    }

    private synchronized void await(Predicate<Map<String, byte[]>> wanted) {
        long deadline = System.currentTimeMillis() + DEADLINE_MS;
        while (!wanted.test(sessions)) {
            assertThat(System.currentTimeMillis()).as("in time").isLessThan(deadline);
            try {
                wait(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public boolean answers() {
        return true;
    }

    @Override
    public int life() {
        return 1;
    }

    @Override
    public synchronized void append(GuildId guild, byte[] entry, int kept) {
        if (!losing) {
            logs.computeIfAbsent(guild, _ -> new ArrayList<>()).add(entry);
        }
    }

    @Override
    public synchronized CompletionStage<List<byte[]>> log(GuildId guild) {
        return answer(List.copyOf(logs.getOrDefault(guild, List.of())));
    }

    @Override
    public synchronized boolean put(String session, byte[] record, Duration lifetime) {
        sessions.put(session, record);
        notifyAll();
        return true;
    }

    @Override
    public synchronized CompletionStage<Optional<byte[]>> read(String session) {
        return answer(Optional.ofNullable(sessions.get(session)));
    }

    @Override
    public synchronized CompletionStage<Optional<byte[]>> take(String session) {
        return answer(Optional.ofNullable(failing ? null : sessions.remove(session)));
    }

    @Override
    public synchronized CompletionStage<Void> remove(String session) {
        if (failing) {
            return CompletableFuture.failedStage(new IOException("nobody answers"));
        }
        sessions.remove(session);
        if (!holding) {
            return CompletableFuture.completedStage(null);
        }
        var removal = new CompletableFuture<Void>();
        waiting.add(removal);
        notifyAll();
        return removal;
    }

    private <T> CompletionStage<T> answer(T value) {
        return failing
                ? CompletableFuture.failedStage(new IOException("nobody answers"))
                : CompletableFuture.completedStage(value);
    }

    @Override
    public void close() {}
}
