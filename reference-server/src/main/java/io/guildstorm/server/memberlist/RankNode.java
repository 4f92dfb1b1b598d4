package io.guildstorm.server.memberlist;

import io.guildstorm.server.memberlist.RankTree.Names;

/// A part of a [RankTree], never without entries but for the root. Places count from its own first entry.
abstract sealed class RankNode permits RankLeaf, RankInner {
    abstract int entries();

    /// Of its first entry.
    abstract long firstKey();

    abstract long firstId();

    abstract int place(Ranked entry, Names names);

    /// May leave it full.
    abstract int insert(Ranked entry, Names names);

    abstract int remove(Ranked entry, Names names);

    /// @param count that there are
    abstract void read(int from, int count, long[] to, int at);

    /// It has no room for another: [#split] has to follow.
    abstract boolean isFull();

    /// Gives its upper half away.
    abstract RankNode split();

    /// Takes in all of `next`, which follows it and is of its kind, if both together leave a quarter of it free.
    /// @return whether it did
    abstract boolean merge(RankNode next);

    /// It is worth a look whether it could be merged.
    abstract boolean isSparse();

    abstract long bytes();
}
