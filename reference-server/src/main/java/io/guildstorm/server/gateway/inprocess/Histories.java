package io.guildstorm.server.gateway.inprocess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What sessions have got, each history once: sessions that got the same share one, so that an exact record of every
/// session costs each of them four bytes. A history is the one before it and one thing more.
///
/// **Owner:** the lane.
final class Histories {
    /// Nothing yet.
    static final int EMPTY = 0;

    /// What a session got: a message of this number, as it ought to be or not.
    record Got(int number, long id, boolean intact) {}

    private int[] before = new int[64];
    private Got[] last = new Got[64];
    private int[] firstBehind = filled(64);
    private int[] sibling = filled(64);
    private int size = 1;

    private static int[] filled(int length) {
        var none = new int[length];
        Arrays.fill(none, -1);
        return none;
    }

    /// The history of one that has `history` and gets `got` too.
    int with(int history, Got got) {
        for (int known = firstBehind[history]; known >= 0; known = sibling[known]) {
            if (last[known].equals(got)) {
                return known;
            }
        }
        if (size == before.length) {
            grow();
        }
        before[size] = history;
        last[size] = got;
        sibling[size] = firstBehind[history];
        firstBehind[history] = size;
        return size++;
    }

    private void grow() {
        int room = 2 * size;
        before = Arrays.copyOf(before, room);
        last = Arrays.copyOf(last, room);
        firstBehind = Arrays.copyOf(firstBehind, room);
        sibling = Arrays.copyOf(sibling, room);
        Arrays.fill(firstBehind, size, room, -1);
        Arrays.fill(sibling, size, room, -1);
    }

    /// Histories are numbered from 0 up to this, exclusive.
    int size() {
        return size;
    }

    /// All of it, the oldest first.
    List<Got> all(int history) {
        var all = new ArrayList<Got>();
        for (int at = history; at != EMPTY; at = before[at]) {
            all.add(last[at]);
        }
        return all.reversed();
    }
}
