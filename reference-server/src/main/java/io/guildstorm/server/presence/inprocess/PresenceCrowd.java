package io.guildstorm.server.presence.inprocess;

import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.presence.LanePresence;
import io.guildstorm.server.presence.Presences;
import io.guildstorm.server.wire.Presence;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Users without sockets, as one more lane of the presence servers: their devices come, beat, change their status by a
/// schedule and go, and all that is told of them is compared with what they say. They flap a group at a time, each ten
/// times in three seconds, which is what a bad network makes of a client.
///
/// A lane is one watcher, so that what sessions that show these users would cost a gateway is not in it.
///
/// **Threads:** any; all work is done on a thread of its own, which is there only while there is a crowd.
public final class PresenceCrowd implements LanePresence, AutoCloseable {
    private final Presences presences;
    private final int lane;
    private final Ticker ticker;
    private final ScheduledThreadPoolExecutor thread;
    /// Written and asked by that thread alone; others see whether there is one.
    private volatile @Nullable CrowdRun current;
    /// Touched by that thread alone.
    private @Nullable ScheduledFuture<?> ticks;

    /// What is asked of it.
    /// @param users 1 or more
    /// @param changesPerSecond of all users together, 1 or more
    /// @param seconds for how long they change, 1 or more
    public record Terms(int users, int changesPerSecond, int seconds) {}

    /// How far it is.
    public enum Stage {
        CONNECTING,
        CHANGING,
        RESTING,
        DONE
    }

    /// What came of it up to now.
    /// @param present how many users have come
    /// @param changes made after that
    /// @param told how often a lane was told of one of them, their coming included
    /// @param wrong of how many users something else is seen than they say; at rest of nobody
    /// @param lateNanos by how much the latest change was made behind its schedule
    /// @param staleness from a change that stood until the lane was told, in nanoseconds
    public record Report(
            Stage stage,
            int users,
            int present,
            long changes,
            long told,
            int wrong,
            long lateNanos,
            Histogram staleness) {}

    /// @param lane its number among the lanes of the presence servers
    public PresenceCrowd(Presences presences, int lane, Ticker ticker) {
        this.presences = presences;
        this.lane = lane;
        this.ticker = ticker;
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("presence-crowd").daemon().factory());
        thread.setKeepAliveTime(1, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
        thread.setRemoveOnCancelPolicy(true);
        // presence servers outlive it when the node stops, and are not to fail for what they tell nobody
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /// Begins. Completes with false when there is a crowd already.
    public CompletionStage<Boolean> open(Terms terms) {
        return ask(() -> {
            if (current != null) {
                return false;
            }
            var run = new CrowdRun(presences, lane, ticker, terms);
            current = run;
            ticks = thread.scheduleAtFixedRate(run::goOn, 0, CrowdRun.TICK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        });
    }

    /// Completes with null when there is no crowd.
    public CompletionStage<@Nullable Report> report() {
        return ask(() -> {
            var run = current;
            return run == null ? null : run.report();
        });
    }

    /// All its users go at once.
    public CompletionStage<Void> end() {
        return ask(() -> {
            var run = current;
            if (run != null) {
                Objects.requireNonNull(ticks, "goes with it").cancel(false);
                run.end();
                current = null;
            }
            return null;
        });
    }

    private <T extends @Nullable Object> CompletionStage<T> ask(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, thread);
    }

    /// Without subscriptions every change is told here too: it costs nothing while there is no crowd.
    @Override
    public void told(List<Presence> changed) {
        onCrowd(run -> run.told(changed));
    }

    @Override
    public void own(List<Own> changed) {
        // its users have no client of their own that would be told
    }

    @Override
    public void reborn(int server) {
        thread.execute(() -> {
            var run = current;
            if (run != null) {
                run.announce(server);
            }
            presences.announced(lane, server);
        });
    }

    @Override
    public void unknown(long device) {
        onCrowd(run -> run.present((int) device));
    }

    private void onCrowd(Consumer<CrowdRun> work) {
        if (current == null) {
            return;
        }
        thread.execute(() -> {
            var run = current;
            if (run != null) {
                work.accept(run);
            }
        });
    }

    /// Ends the thread; the users go with the presence servers.
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
