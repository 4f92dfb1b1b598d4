package io.guildstorm.server.memberlist;

import io.guildstorm.server.wire.MemberListUpdate.Group;
import io.guildstorm.server.wire.Viewport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who of those online sees certain channels, in order, and the blocks of rows that somebody looks at. A group that
/// has anybody in it begins with a row of its own.
///
/// **Owner:** the guild.
final class MemberList {
    final Audience audience;
    final String id;
    final TreeMap<Integer, Block> blocks = new TreeMap<>();
    private final HoistedGroups groups;
    private final RankTree tree;
    private final int[] counts;
    /// Entries before it are in, as far as they belong; null: all are.
    private @Nullable Ranked filledTo;

    /// @param filledTo null: `tree` is complete
    MemberList(Audience audience, HoistedGroups groups, RankTree tree, @Nullable Ranked filledTo) {
        this.audience = audience;
        this.id = audience.list();
        this.groups = groups;
        this.tree = tree;
        this.filledTo = filledTo;
        counts = new int[groups.count()];
    }

    /// For a tree that was loaded: how many of its entries are in a group.
    void count(int group, int members) {
        counts[group] += members;
    }

    RankTree tree() {
        return tree;
    }

    int size() {
        return tree.size();
    }

    boolean isFilled() {
        return filledTo == null;
    }

    @Nullable
    Ranked filledTo() {
        return filledTo;
    }

    /// @param next null: it is complete
    void filled(@Nullable Ranked next) {
        filledTo = next;
    }

    /// Also one whose turn has not come while the list is being filled: it is there by then.
    void insert(Ranked entry) {
        if (tree.insert(entry) >= 0) {
            counts[entry.group()]++;
        }
    }

    void remove(Ranked entry) {
        if (tree.remove(entry) >= 0) {
            counts[entry.group()]--;
        }
    }

    /// Those with anybody in them.
    List<Group> groups() {
        var all = new ArrayList<Group>();
        for (int group = 0; group < counts.length; group++) {
            if (counts[group] > 0) {
                all.add(new Group(groups.id(group), counts[group]));
            }
        }
        return all;
    }

    /// The group that a row of [#rows] begins.
    Group group(long row) {
        int group = groupOf(row);
        return new Group(groups.id(group), counts[group]);
    }

    /// Whether a row of [#rows] is that of a group, and not of the member with this id.
    static boolean isGroup(long row) {
        return row < 0;
    }

    private static int groupOf(long row) {
        return (int) (-1 - row);
    }

    private static long rowOf(int group) {
        return -1L - group;
    }

    /// Ids of the members in a block, and below zero what groups begin with.
    long[] rows(int block) {
        var rows = new long[Viewport.ROWS];
        long skip = (long) block * Viewport.ROWS; // rows that come before
        int got = 0;
        int before = 0; // members of the groups before
        for (int group = 0; group < counts.length && got < rows.length; group++) {
            int size = counts[group];
            if (size > 0 && skip > size) {
                skip -= size + 1L;
            } else if (size > 0) {
                if (skip == 0) {
                    rows[got++] = rowOf(group);
                } else {
                    skip--;
                }
                int members = (int) Math.min(size - skip, rows.length - got);
                var ids = new long[members];
                tree.read(before + (int) skip, members, ids);
                System.arraycopy(ids, 0, rows, got, members);
                got += members;
                skip = 0;
            }
            before += size;
        }
        return Arrays.copyOf(rows, got);
    }
}
