package io.guildstorm.server.memberlist;

import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.EventBody;
import io.guildstorm.server.wire.MemberListUpdate;
import io.guildstorm.server.wire.MemberListUpdate.Delete;
import io.guildstorm.server.wire.MemberListUpdate.GroupRow;
import io.guildstorm.server.wire.MemberListUpdate.Head;
import io.guildstorm.server.wire.MemberListUpdate.Insert;
import io.guildstorm.server.wire.MemberListUpdate.Invalidate;
import io.guildstorm.server.wire.MemberListUpdate.MemberRow;
import io.guildstorm.server.wire.MemberListUpdate.Op;
import io.guildstorm.server.wire.MemberListUpdate.Row;
import io.guildstorm.server.wire.MemberListUpdate.Sync;
import io.guildstorm.server.wire.MemberListUpdate.Update;
import io.guildstorm.server.wire.Presence;
import io.guildstorm.server.wire.Viewport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tells those who look at blocks what has become of them: the rows of each are found once, and one body is made of
/// what is other than it was told, for all who look there.
///
/// **Owner:** the guild.
final class Telling {
    /// Changes of a block beyond which it is told whole: that is shorter.
    private static final int CHANGES_MAX = Viewport.ROWS / 2;

    private final OnlineMembers online;
    private final Map<MemberList, Head> heads = new HashMap<>();
    private final Map<MemberList, EventBody> bares = new HashMap<>();

    Telling(OnlineMembers online) {
        this.online = online;
    }

    /// Somebody new looks at a block.
    void whole(MemberList list, Block block, Viewer to) {
        var whole = block.whole;
        if (whole == null) {
            whole = update(list, List.of(sync(list, block)));
            block.whole = whole;
        }
        to.tell(whole);
    }

    /// What was told of a block is true no more.
    void invalidate(MemberList list, Block block, Viewer to) {
        to.tell(update(list, List.of(new Invalidate(first(block), last(block)))));
    }

    /// Tells of all that has changed.
    void tellAll() {
        online.lists().stream().filter(MemberList::isFilled).forEach(this::tell);
        online.told();
    }

    private void tell(MemberList list) {
        var before = heads.get(list);
        var now = headOf(online.view(), list);
        boolean isOther = !now.equals(before);
        if (isOther) {
            heads.put(list, now);
            bares.remove(list);
            list.blocks.values().forEach(block -> block.whole = null);
        }
        // the ends of lists move block by block: from the end if it shrinks, so that no row is pushed out of its block
        boolean shrinks = before != null && rowsOf(now) < rowsOf(before);
        Set<Viewer> told = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Block block : List.copyOf(shrinks ? list.blocks.descendingMap().values() : list.blocks.values())) {
            tell(list, block, told);
        }
        if (isOther && before != null) {
            var bare = new ListUpdate(bare(list), bare(list));
            var others = new HashSet<Viewer>();
            list.blocks.values().forEach(block -> others.addAll(block.viewers));
            others.removeAll(told);
            others.forEach(viewer -> viewer.tell(bare));
        }
    }

    private static int rowsOf(Head head) {
        return head.online() + head.groups().size();
    }

    private void tell(MemberList list, Block block, Set<Viewer> told) {
        var rows = list.rows(block.number);
        var ops = changes(list, block, rows);
        if (!ops.isEmpty()) {
            block.rows = rows;
            block.whole = null;
            if (ops.size() > CHANGES_MAX) {
                ops = List.of(sync(list, block));
            }
            var update = update(list, ops);
            block.viewers.forEach(viewer -> viewer.tell(update));
            told.addAll(block.viewers);
        }
    }

    private List<Op> changes(MemberList list, Block block, long[] rows) {
        boolean isSame = Arrays.equals(rows, block.rows);
        if (isSame && Arrays.stream(rows).noneMatch(online.touched()::contains)) {
            return List.of();
        }
        int first = first(block);
        var ops = new ArrayList<Op>();
        var changes = RowChanges.between(block.rows, rows);
        for (int place : changes.deleted) {
            ops.add(new Delete(first + place));
        }
        for (int place : changes.inserted) {
            ops.add(new Insert(first + place, row(list, rows[place])));
        }
        for (int place : changes.kept) {
            if (online.touched().contains(rows[place])) {
                ops.add(new Update(first + place, row(list, rows[place])));
            }
        }
        return ops;
    }

    private Sync sync(MemberList list, Block block) {
        return new Sync(
                first(block),
                last(block),
                Arrays.stream(block.rows).mapToObj(row -> row(list, row)).toList());
    }

    private Row row(MemberList list, long row) {
        if (MemberList.isGroup(row)) {
            return new GroupRow(list.group(row));
        }
        var user = new UserId(row);
        return new MemberRow(online.member(user), Presence.of(user, online.status(row)));
    }

    private static int first(Block block) {
        return block.number * Viewport.ROWS;
    }

    private static int last(Block block) {
        return first(block) + Viewport.ROWS - 1;
    }

    private static Head headOf(GuildView view, MemberList list) {
        return new Head(view.id(), list.id, view.members().size(), list.size(), list.groups());
    }

    /// As it was told last, or never yet.
    private Head head(MemberList list) {
        return heads.computeIfAbsent(list, one -> headOf(online.view(), one));
    }

    private EventBody bare(MemberList list) {
        return bares.computeIfAbsent(list, one -> MemberListUpdate.of(head(one), List.of()));
    }

    private ListUpdate update(MemberList list, List<Op> ops) {
        return new ListUpdate(MemberListUpdate.of(head(list), ops), bare(list));
    }

    /// Nobody looks at it any more.
    void drop(MemberList list) {
        heads.remove(list);
        bares.remove(list);
    }
}
