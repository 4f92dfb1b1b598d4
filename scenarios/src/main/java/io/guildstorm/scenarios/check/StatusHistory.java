package io.guildstorm.scenarios.check;

import java.util.Arrays;

/// The status of one user over time, as it was or as somebody was told it: offline until the first entry.
///
/// **Owner:** one thread at a time.
public final class StatusHistory {
    private long[] nanos = new long[4];
    private Status[] statuses = new Status[4];
    private boolean[] cuts = new boolean[4];
    private int size;

    /// @param atNanos not before the last entry's
    public void add(long atNanos, Status status) {
        add(atNanos, status, false);
    }

    /// Offline because its connection broke, which nobody was told.
    /// @param atNanos not before the last entry's
    public void cut(long atNanos) {
        add(atNanos, Status.OFFLINE, true);
    }

    private void add(long atNanos, Status status, boolean cut) {
        if (size > 0 && atNanos < nanos[size - 1])
            throw new IllegalArgumentException("entry at " + atNanos + " after one at " + nanos[size - 1]);
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
            statuses = Arrays.copyOf(statuses, 2 * size);
            cuts = Arrays.copyOf(cuts, 2 * size);
        }
        nanos[size] = atNanos;
        statuses[size] = status;
        cuts[size++] = cut;
    }

    int size() {
        return size;
    }

    long nanosOf(int entry) {
        return nanos[entry];
    }

    /// @param entry -1: before the first
    Status statusOf(int entry) {
        return entry < 0 ? Status.OFFLINE : statuses[entry];
    }

    boolean cutAt(int entry) {
        return entry >= 0 && cuts[entry];
    }

    /// The last one.
    public Status now() {
        return statusOf(size - 1);
    }

    /// Number of the entry that holds at an instant; -1: none yet.
    int entryAt(long atNanos) {
        int found = Arrays.binarySearch(nanos, 0, size, atNanos);
        if (found < 0) return -found - 2;
        while (found + 1 < size && nanos[found + 1] == atNanos) found++;
        return found;
    }
}
