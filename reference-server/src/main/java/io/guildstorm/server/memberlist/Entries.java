package io.guildstorm.server.memberlist;

import io.guildstorm.server.memberlist.RankTree.Names;
import io.guildstorm.server.memberlist.RankTree.Repeats;
import java.util.Arrays;
import java.util.List;

/// Entries in any order, to be loaded into a [RankTree] at once. They are sorted by the bits of their keys, eleven at a
/// time from the lowest, which takes the same time however names cluster; those with one key are compared by name.
///
/// **Owner:** one thread at a time.
final class Entries {
    private static final int DIGIT_BITS = 11;
    private static final int KEY_BITS = 63;

    private long[] keys;
    private long[] ids;
    private int count;

    /// @param expected entries, if it can be told
    Entries(int expected) {
        keys = new long[Math.max(16, expected)];
        ids = new long[keys.length];
    }

    /// Those of all parts. So that many can be gathered without a pause for a larger array.
    static Entries of(List<Entries> parts) {
        var all = new Entries(parts.stream().mapToInt(part -> part.count).sum());
        for (Entries part : parts) {
            System.arraycopy(part.keys, 0, all.keys, all.count, part.count);
            System.arraycopy(part.ids, 0, all.ids, all.count, part.count);
            all.count += part.count;
        }
        return all;
    }

    void add(Ranked entry) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
            ids = Arrays.copyOf(ids, 2 * count);
        }
        keys[count] = entry.key();
        ids[count++] = entry.id();
    }

    int count() {
        return count;
    }

    long[] keys() {
        return keys;
    }

    long[] ids() {
        return ids;
    }

    void sort(Names names) {
        var otherKeys = new long[count];
        var otherIds = new long[count];
        for (int shift = 0; shift < KEY_BITS; shift += DIGIT_BITS) {
            int[] ends = endsByDigit(shift);
            if (ends.length > 0) {
                for (int i = count - 1; i >= 0; i--) {
                    int to = --ends[digit(keys[i], shift)];
                    otherKeys[to] = keys[i];
                    otherIds[to] = ids[i];
                }
                var emptyKeys = keys;
                var emptyIds = ids;
                keys = otherKeys;
                ids = otherIds;
                otherKeys = emptyKeys;
                otherIds = emptyIds;
            }
        }
        sortEqualKeys(names);
    }

    /// Where the entries of each digit end; empty: all have the same one.
    private int[] endsByDigit(int shift) {
        var ends = new int[1 << DIGIT_BITS];
        for (int i = 0; i < count; i++) {
            ends[digit(keys[i], shift)]++;
        }
        int sum = 0;
        for (int digit = 0; digit < ends.length; digit++) {
            if (ends[digit] == count) {
                return new int[0];
            }
            sum += ends[digit];
            ends[digit] = sum;
        }
        return ends;
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & ((1 << DIGIT_BITS) - 1);
    }

    private void sortEqualKeys(Names names) {
        for (int from = 0; from < count; ) {
            int to = from + 1;
            while (to < count && keys[to] == keys[from]) {
                to++;
            }
            if (to - from > 1) {
                sortRun(from, to, names);
            }
            from = to;
        }
    }

    private void sortRun(int from, int to, Names names) {
        var run = new Ranked[to - from];
        for (int i = 0; i < run.length; i++) {
            run[i] = new Ranked(keys[from + i], names.of(ids[from + i]), ids[from + i]);
        }
        Arrays.sort(run);
        for (int i = 0; i < run.length; i++) {
            ids[from + i] = run[i].id();
        }
    }

    /// Keeps one of each, once sorted.
    /// @return how many are left
    int withoutRepeats(Repeats repeats) {
        int kept = 0;
        for (int from = 0; from < count; ) {
            int to = from + 1;
            while (to < count && ids[to] == ids[from] && keys[to] == keys[from]) {
                to++;
            }
            if (to - from > 1) {
                repeats.of(ids[from], to - from);
            }
            keys[kept] = keys[from];
            ids[kept++] = ids[from];
            from = to;
        }
        count = kept;
        return kept;
    }
}
