package io.guildstorm.server.access;

import io.guildstorm.server.model.ChannelId;
import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.model.UserId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the sends of each user to each channel. A window begins with the first send after the last window ended, so
/// that a client which waits as long as it is told is never refused. Any thread.
///
/// Windows that are over are dropped when their number has doubled since the last look, so memory follows the number
/// of users who sent within one window.
public final class SendLimiter {
    private static final int SWEEP_MIN = 1_024;

    private final SendLimit limit;
    private final Ticker ticker;
    private final ConcurrentMap<Key, Window> windows = new ConcurrentHashMap<>();
    private final AtomicLong sweepAt = new AtomicLong(SWEEP_MIN);

    public SendLimiter(SendLimit limit, Ticker ticker) {
        this.limit = limit;
        this.ticker = ticker;
    }

    /// Counts one send, unless there is no room for it.
    public Verdict take(UserId user, ChannelId channel) {
        long now = ticker.nanos();
        var window = windows.compute(new Key(user, channel), (_, before) -> {
            if (before == null || now - before.endNanos >= 0) {
                return new Window(now + limit.window().toNanos(), 1);
            }
            return new Window(before.endNanos, Math.min(before.used + 1, limit.sends() + 1));
        });
        sweepSometimes(now);
        return new Verdict(
                window.used <= limit.sends(),
                limit.sends(),
                Math.max(0, limit.sends() - window.used),
                Duration.ofNanos(window.endNanos - now));
    }

    /// How many windows are held, those that are over included.
    int size() {
        return windows.size();
    }

    private void sweepSometimes(long now) {
        long threshold = sweepAt.get();
        if (windows.size() >= threshold && sweepAt.compareAndSet(threshold, Long.MAX_VALUE)) {
            windows.values().removeIf(window -> now - window.endNanos >= 0);
            sweepAt.set(Math.max(SWEEP_MIN, windows.size() * 2L));
        }
    }

    /// What the headers of the answer say.
    /// @param limit sends in a window
    /// @param remaining sends left in this window
    /// @param resetAfter until the window ends
    public record Verdict(boolean allowed, int limit, int remaining, Duration resetAfter) {}

    private record Key(UserId user, ChannelId channel) {}

    /// @param used sends that were let through; one more than the limit: some were refused
    private record Window(long endNanos, int used) {}
}
