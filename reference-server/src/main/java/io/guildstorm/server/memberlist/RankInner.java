package io.guildstorm.server.memberlist;

import io.guildstorm.server.memberlist.RankTree.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Up to [#MAX] nodes with how many entries each has and the key of its first. Owner: that of the tree.
final class RankInner extends RankNode {
    static final int MAX = 256;
    /// Nodes below one that is loaded: room for some more.
    static final int LOADED = 224;

    private static final int CHILD_BYTES = Long.BYTES + 2 * Integer.BYTES;

    private final @Nullable RankNode[] nodes = new RankNode[MAX];
    private final long[] firstKeys = new long[MAX];
    private final int[] counts = new int[MAX];
    private int children;

    static RankInner of(List<RankNode> below) {
        var inner = new RankInner();
        for (RankNode node : below) {
            inner.put(inner.children++, node);
        }
        return inner;
    }

    int children() {
        return children;
    }

    RankNode child(int number) {
        var child = nodes[number];
        if (child == null) {
            throw new IndexOutOfBoundsException(number);
        }
        return child;
    }

    private void put(int number, RankNode node) {
        nodes[number] = node;
        look(number);
    }

    /// The child has changed.
    private void look(int number) {
        firstKeys[number] = child(number).firstKey();
        counts[number] = child(number).entries();
    }

    @Override
    int entries() {
        return before(children);
    }

    /// Entries of all children below this number.
    private int before(int number) {
        int sum = 0;
        for (int i = 0; i < number; i++) {
            sum += counts[i];
        }
        return sum;
    }

    @Override
    long firstKey() {
        return firstKeys[0];
    }

    @Override
    long firstId() {
        return child(0).firstId();
    }

    /// The last child that does not begin behind the entry; the first, if all do.
    private int childOf(Ranked entry, Names names) {
        int low = 0;
        int high = children - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            boolean begins = firstKeys[middle] == entry.key()
                    ? RankTree.compare(firstKeys[middle], child(middle).firstId(), entry, names) <= 0
                    : firstKeys[middle] < entry.key();
            if (begins) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    @Override
    int place(Ranked entry, Names names) {
        int number = childOf(entry, names);
        return shifted(child(number).place(entry, names), number);
    }

    /// A place in a child as a place in this node.
    private int shifted(int place, int number) {
        int before = before(number);
        return place >= 0 ? place + before : place - before;
    }

    @Override
    int insert(Ranked entry, Names names) {
        int number = childOf(entry, names);
        var child = child(number);
        int place = child.insert(entry, names);
        if (place >= 0) {
            look(number);
            if (child.isFull()) {
                var upper = child.split();
                look(number);
                open(number + 1);
                put(number + 1, upper);
            }
        }
        return shifted(place, number);
    }

    private void open(int number) {
        System.arraycopy(nodes, number, nodes, number + 1, children - number);
        System.arraycopy(firstKeys, number, firstKeys, number + 1, children - number);
        System.arraycopy(counts, number, counts, number + 1, children - number);
        children++;
    }

    private void close(int number) {
        children--;
        System.arraycopy(nodes, number + 1, nodes, number, children - number);
        System.arraycopy(firstKeys, number + 1, firstKeys, number, children - number);
        System.arraycopy(counts, number + 1, counts, number, children - number);
        nodes[children] = null;
    }

    @Override
    int remove(Ranked entry, Names names) {
        int number = childOf(entry, names);
        var child = child(number);
        int place = shifted(child.remove(entry, names), number);
        if (place >= 0) {
            if (child.entries() == 0 && children > 1) {
                close(number);
            } else {
                look(number);
                if (child.isSparse() && !mergeAt(number)) {
                    mergeAt(number - 1);
                }
            }
        }
        return place;
    }

    /// Makes one of this child and the next, if there is a next and both fit.
    private boolean mergeAt(int number) {
        if (number < 0 || number + 1 >= children || !child(number).merge(child(number + 1))) {
            return false;
        }
        close(number + 1);
        look(number);
        return true;
    }

    @Override
    void read(int from, int wanted, long[] to, int at) {
        int number = 0;
        int skipped = from;
        while (skipped >= counts[number]) {
            skipped -= counts[number++];
        }
        for (int left = wanted; left > 0; number++) {
            int here = Math.min(left, counts[number] - skipped);
            child(number).read(skipped, here, to, at + wanted - left);
            left -= here;
            skipped = 0;
        }
    }

    @Override
    boolean isFull() {
        return children == MAX;
    }

    @Override
    RankNode split() {
        var upper = new RankInner();
        int kept = children / 2;
        upper.append(this, kept, children);
        while (children > kept) {
            nodes[--children] = null;
        }
        return upper;
    }

    @Override
    boolean merge(RankNode next) {
        var other = (RankInner) next;
        if (children + other.children > MAX * 3 / 4) {
            return false;
        }
        append(other, 0, other.children);
        return true;
    }

    private void append(RankInner other, int from, int to) {
        System.arraycopy(other.nodes, from, nodes, children, to - from);
        System.arraycopy(other.firstKeys, from, firstKeys, children, to - from);
        System.arraycopy(other.counts, from, counts, children, to - from);
        children += to - from;
    }

    @Override
    boolean isSparse() {
        return children < MAX / 4;
    }

    @Override
    long bytes() {
        long bytes = (long) CHILD_BYTES * MAX;
        for (int i = 0; i < children; i++) {
            bytes += child(i).bytes();
        }
        return bytes;
    }
}
