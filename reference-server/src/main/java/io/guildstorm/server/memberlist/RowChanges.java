package io.guildstorm.server.memberlist;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// What makes other rows of a block's rows: first those that go, the last one first, then those that come, the first
/// one first. As many rows stay as can; each row is there once. Pure.
final class RowChanges {
    /// Places in the old rows, falling.
    final int[] deleted;
    /// Places in the new rows, rising.
    final int[] inserted;
    /// Places in the new rows of those that stay, rising.
    final int[] kept;

    private RowChanges(int[] deleted, int[] inserted, int[] kept) {
        this.deleted = deleted;
        this.inserted = inserted;
        this.kept = kept;
    }

    static RowChanges between(long[] before, long[] after) {
        Map<Long, Integer> places = new HashMap<>();
        for (int i = 0; i < before.length; i++) {
            places.put(before[i], i);
        }
        var was = new int[after.length]; // where it was; -1: nowhere
        for (int i = 0; i < after.length; i++) {
            was[i] = places.getOrDefault(after[i], -1);
        }
        int[] kept = longestRising(was);
        var stays = new boolean[before.length];
        var isKept = new boolean[after.length];
        for (int place : kept) {
            stays[was[place]] = true;
            isKept[place] = true;
        }
        return new RowChanges(reversed(placesOf(stays)), placesOf(isKept), kept);
    }

    /// Where it is false.
    private static int[] placesOf(boolean[] flags) {
        var places = new int[flags.length];
        int count = 0;
        for (int i = 0; i < flags.length; i++) {
            if (!flags[i]) {
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }

    private static int[] reversed(int[] places) {
        var turned = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            turned[i] = places[places.length - 1 - i];
        }
        return turned;
    }

    /// Places of a longest rising subsequence of those that are not negative, by patience sorting.
    private static int[] longestRising(int[] values) {
        var piles = new int[values.length]; // the place of the least value that a sequence of this length ends with
        var previous = new int[values.length];
        int longest = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] >= 0) {
                int low = 0;
                int high = longest;
                while (low < high) {
                    int middle = (low + high) >>> 1;
                    if (values[piles[middle]] < values[i]) {
                        low = middle + 1;
                    } else {
                        high = middle;
                    }
                }
                previous[i] = low == 0 ? -1 : piles[low - 1];
                piles[low] = i;
                longest = Math.max(longest, low + 1);
            }
        }
        var places = new int[longest];
        int at = longest == 0 ? -1 : piles[longest - 1];
        for (int i = longest - 1; i >= 0; i--) {
            places[i] = at;
            at = previous[at];
        }
        return places;
    }
}
