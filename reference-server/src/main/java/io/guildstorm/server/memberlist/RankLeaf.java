package io.guildstorm.server.memberlist;

import io.guildstorm.server.memberlist.RankTree.Names;

/// Up to [#MAX] entries, in order. Owner: that of the tree.
final class RankLeaf extends RankNode {
    static final int MAX = 512;
    /// Entries of a leaf that is loaded: room for some more.
    static final int LOADED = 448;

    private static final int ENTRY_BYTES = 2 * Long.BYTES;

    private final long[] keys = new long[MAX];
    private final long[] ids = new long[MAX];
    private int count;

    static RankLeaf of(Entries entries, int from, int to) {
        var leaf = new RankLeaf();
        leaf.count = to - from;
        System.arraycopy(entries.keys(), from, leaf.keys, 0, leaf.count);
        System.arraycopy(entries.ids(), from, leaf.ids, 0, leaf.count);
        return leaf;
    }

    @Override
    int entries() {
        return count;
    }

    @Override
    long firstKey() {
        return keys[0];
    }

    @Override
    long firstId() {
        return ids[0];
    }

    @Override
    int place(Ranked entry, Names names) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int compared = RankTree.compare(keys[middle], ids[middle], entry, names);
            if (compared == 0) {
                return middle;
            }
            if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return -low - 1;
    }

    @Override
    int insert(Ranked entry, Names names) {
        int found = place(entry, names);
        if (found >= 0) {
            return -found - 1;
        }
        int place = -found - 1;
        System.arraycopy(keys, place, keys, place + 1, count - place);
        System.arraycopy(ids, place, ids, place + 1, count - place);
        keys[place] = entry.key();
        ids[place] = entry.id();
        count++;
        return place;
    }

    @Override
    int remove(Ranked entry, Names names) {
        int place = place(entry, names);
        if (place >= 0) {
            count--;
            System.arraycopy(keys, place + 1, keys, place, count - place);
            System.arraycopy(ids, place + 1, ids, place, count - place);
        }
        return place;
    }

    @Override
    void read(int from, int wanted, long[] to, int at) {
        System.arraycopy(ids, from, to, at, wanted);
    }

    @Override
    boolean isFull() {
        return count == MAX;
    }

    @Override
    RankNode split() {
        var upper = new RankLeaf();
        int kept = count / 2;
        upper.append(this, kept, count);
        count = kept;
        return upper;
    }

    @Override
    boolean merge(RankNode next) {
        var other = (RankLeaf) next;
        if (count + other.count > MAX * 3 / 4) {
            return false;
        }
        append(other, 0, other.count);
        return true;
    }

    private void append(RankLeaf other, int from, int to) {
        System.arraycopy(other.keys, from, keys, count, to - from);
        System.arraycopy(other.ids, from, ids, count, to - from);
        count += to - from;
    }

    @Override
    boolean isSparse() {
        return count < MAX / 4;
    }

    @Override
    long bytes() {
        return (long) ENTRY_BYTES * MAX;
    }
}
