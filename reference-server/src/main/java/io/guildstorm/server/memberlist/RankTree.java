package io.guildstorm.server.memberlist;

import java.util.ArrayList;
import java.util.List;

/// Members in the order of a list, any of which is found by its place, and the place of any: a B+tree that counts what
/// is below each node. Leaves hold [RankLeaf#MAX] entries of 16 bytes in two arrays, which with the room in them comes
/// to some 23 bytes an entry.
///
/// Only ids and packed keys lie in it. Names are asked for where keys are alike, so whoever changes a name takes the
/// entry out under the old one, while [Names] still says that, and puts it in under the new.
///
/// **Owner:** one thread at a time. Sources of the layout and what else was tried: docs/very-large-guild.md.
final class RankTree {
    /// The names of entries.
    @FunctionalInterface
    interface Names {
        /// In lower case, of an entry that is in the tree.
        String of(long id);
    }

    /// Told of an entry that was to be loaded more than once.
    @FunctionalInterface
    interface Repeats {
        /// @param times 2 and above
        void of(long id, int times);
    }

    private final Names names;
    private RankNode root = new RankLeaf();

    RankTree(Names names) {
        this.names = names;
    }

    /// @param entries of which it takes the arrays, and leaves them in another order
    /// @param repeats told of ids that come several times; one entry is made of them
    static RankTree of(Entries entries, Names names, Repeats repeats) {
        var tree = new RankTree(names);
        entries.sort(names);
        int kept = entries.withoutRepeats(repeats);
        List<RankNode> level = new ArrayList<>();
        for (int from = 0; from < kept; from += RankLeaf.LOADED) {
            level.add(RankLeaf.of(entries, from, Math.min(kept, from + RankLeaf.LOADED)));
        }
        while (level.size() > 1) {
            List<RankNode> above = new ArrayList<>();
            for (int from = 0; from < level.size(); from += RankInner.LOADED) {
                above.add(RankInner.of(level.subList(from, Math.min(level.size(), from + RankInner.LOADED))));
            }
            level = above;
        }
        if (!level.isEmpty()) {
            tree.root = level.getFirst();
        }
        return tree;
    }

    int size() {
        return root.entries();
    }

    /// Where the entry is, from 0, or minus one minus where it would be.
    int place(Ranked entry) {
        return root.place(entry, names);
    }

    boolean contains(Ranked entry) {
        return place(entry) >= 0;
    }

    /// @return its place; negative: it was there, as of [#place]
    int insert(Ranked entry) {
        int place = root.insert(entry, names);
        if (root.isFull()) {
            root = RankInner.of(List.of(root, root.split()));
        }
        return place;
    }

    /// @return the place that it had; negative: it was not there
    int remove(Ranked entry) {
        int place = root.remove(entry, names);
        while (root instanceof RankInner inner && inner.children() == 1) {
            root = inner.child(0);
        }
        return place;
    }

    /// Copies ids from place `from` on to the beginning of `to`.
    /// @return how many: `count`, or as many as there are
    int read(int from, int count, long[] to) {
        int wanted = Math.min(count, size() - from);
        if (wanted > 0) {
            root.read(from, wanted, to, 0);
        }
        return Math.max(0, wanted);
    }

    /// What its arrays take.
    long bytes() {
        return root.bytes();
    }

    /// Where an entry with this key and id stands to another: before (negative), at it (0), behind.
    static int compare(long key, long id, Ranked other, Names names) {
        if (key != other.key()) {
            return Long.compare(key, other.key());
        }
        int byName = names.of(id).compareTo(other.name());
        return byName != 0 ? byName : Long.compare(id, other.id());
    }
}
