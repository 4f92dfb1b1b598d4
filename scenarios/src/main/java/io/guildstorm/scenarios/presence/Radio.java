package io.guildstorm.scenarios.presence;

/// The radio of a phone, which sleeps until something comes: what it receives, how often that wakes it, and how long
/// it is awake. It stays awake for its tail after the last thing that came; what comes by then wakes nobody.
///
/// **Owner:** one thread.
public final class Radio {
    private final long tailNanos;
    private final long fromNanos;
    private final long toNanos;
    private long asleepAtNanos = Long.MIN_VALUE;
    private long frames;
    private long updates;
    private long bytes;
    private long wakeUps;
    private long awakeNanos;

    /// @param fromNanos what came before counts only for whether it sleeps
    /// @param toNanos what comes from then on does not count
    public Radio(long tailNanos, long fromNanos, long toNanos) {
        this.tailNanos = tailNanos;
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
    }

    /// A frame came.
    /// @param nanos not before the last one's
    public void received(int statuses, int wireBytes, long nanos) {
        boolean slept = nanos >= asleepAtNanos;
        long awakeFrom = slept ? nanos : asleepAtNanos;
        asleepAtNanos = nanos + tailNanos;
        awakeNanos += Math.max(0, Math.min(asleepAtNanos, toNanos) - Math.max(awakeFrom, fromNanos));
        if (nanos < fromNanos || nanos >= toNanos) return;
        frames++;
        updates += statuses;
        bytes += wireBytes;
        if (slept) wakeUps++;
    }

    public long frames() {
        return frames;
    }

    /// Statuses that they brought.
    public long updates() {
        return updates;
    }

    /// Of its frames.
    public long bytes() {
        return bytes;
    }

    /// Frames that came while it slept.
    public long wakeUps() {
        return wakeUps;
    }

    /// Of the time that counts.
    public long awakeNanos() {
        return awakeNanos;
    }
}
