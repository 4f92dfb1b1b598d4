package io.guildstorm.server.gateway.session;

import java.util.Arrays;

/// What waits for all sockets of a lane together: the bound of one socket times all of them is more than a server has.
/// What was closed and still waits for its client counts until it is gone.
///
/// **Owner:** the lane.
final class Backlog {
    /// A reader of whom less waits is not slow, whatever waits for others.
    private static final int ALWAYS_LEFT_BYTES = 16 << 10;

    private final long bytesMax;
    /// By slot.
    private int[] waiting = new int[Deliveries.FEWEST];

    private long total;
    private int sockets;
    private long ending;

    /// @param bytesMax from which on those are closed for whom most waits
    Backlog(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// @param bytes that wait for the socket of this slot now
    void note(int slot, long bytes) {
        int now = (int) Math.min(bytes, Integer.MAX_VALUE);
        int before = waiting[slot];
        waiting[slot] = now;
        total += now - before;
        sockets += Integer.signum(now) - Integer.signum(before);
    }

    /// Whether there is no room for all, and this is one for whom no less waits than for the others on average: of
    /// those there is always one, and a reader that was held up for a moment is none of them.
    boolean isTooMuch(long bytes) {
        return !hasRoomFor(0) && bytes > ALWAYS_LEFT_BYTES && bytes * sockets >= total;
    }

    boolean hasRoomFor(long bytes) {
        return total + ending + bytes <= bytesMax;
    }

    /// @param bytes that wait for a client that was closed, or less than nothing: it is gone
    void ends(long bytes) {
        ending += bytes;
    }

    void grow(int capacity) {
        waiting = Arrays.copyOf(waiting, capacity);
    }
}
