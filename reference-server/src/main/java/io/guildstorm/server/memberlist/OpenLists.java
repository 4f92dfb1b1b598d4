package io.guildstorm.server.memberlist;

import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Permissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// The lists that there are while somebody looks, and who looks at which block of which. Others take their place
/// whenever they are made anew, so that what is under way for the old ones finds that it is.
///
/// **Owner:** the guild.
final class OpenLists {
    final OnlineMembers online;
    final Telling telling;
    /// Their order is being made elsewhere.
    boolean loading;
    /// A slice is to follow.
    boolean running;

    OpenLists(OnlineMembers online) {
        this.online = online;
        this.telling = new Telling(online);
    }

    /// Has it told of the blocks that it looks at and was not told of, and of those no more that it does not look at or
    /// may not see.
    /// @param view the guild as it is
    /// @return whether it was told of all
    boolean seat(GuildView view, Look look) {
        var wanted = wanted(view, look);
        for (var seat : List.copyOf(look.seats.entrySet())) {
            var list = seat.getKey();
            var still = wanted.getOrDefault(list, new TreeSet<>());
            for (int number : List.copyOf(seat.getValue())) {
                if (!still.contains(number)) {
                    leave(view, look, list, number);
                }
            }
        }
        look.moves = false;
        boolean all = true;
        for (var want : wanted.entrySet()) {
            for (int number : want.getValue()) {
                all &= seat(look, want.getKey(), number);
            }
        }
        return all;
    }

    private Map<MemberList, SortedSet<Integer>> wanted(GuildView view, Look look) {
        var wanted = new HashMap<MemberList, SortedSet<Integer>>();
        look.viewport.blocks().forEach((id, numbers) -> {
            var channel = view.channel(id);
            if (channel != null && Permissions.sees(view, channel, look.user)) {
                wanted.computeIfAbsent(online.list(Audience.of(view, channel)), _ -> new TreeSet<>())
                        .addAll(numbers);
            }
        });
        return wanted;
    }

    /// Its client may not know that it does not look there any more: its channel may have come to another list.
    private void leave(GuildView view, Look look, MemberList list, int number) {
        var block = list.blocks.get(number);
        if (block != null && !look.moves && look.seesAny(view)) {
            telling.invalidate(list, block, look.viewer);
        }
        unseat(look, list, number);
    }

    private boolean seat(Look look, MemberList list, int number) {
        if (look.seats.getOrDefault(list, new TreeSet<>()).contains(number)) {
            return true;
        }
        var block = list.blocks.get(number);
        if (!list.isFilled() || (block != null && online.isChanged())) {
            return false; // others look there: with them, it is told of what has changed first
        }
        if (block == null) {
            block = new Block(number, list.rows(number));
            list.blocks.put(number, block);
        }
        block.viewers.add(look.viewer);
        look.seats.computeIfAbsent(list, _ -> new TreeSet<>()).add(number);
        telling.whole(list, block, look.viewer);
        return true;
    }

    private void unseat(Look look, MemberList list, int number) {
        var block = list.blocks.get(number);
        var seats = look.seats.get(list);
        if (seats != null && seats.remove(number) && seats.isEmpty()) {
            look.seats.remove(list);
        }
        if (block != null && block.viewers.remove(look.viewer) && block.viewers.isEmpty()) {
            list.blocks.remove(number);
            if (list.blocks.isEmpty()) {
                telling.drop(list);
            }
        }
    }

    void unseatAll(Look look) {
        for (var seat : List.copyOf(look.seats.entrySet())) {
            List.copyOf(seat.getValue()).forEach(number -> unseat(look, seat.getKey(), number));
        }
    }

    /// What it was told is true no more.
    void invalidateAll(Look look) {
        look.seats.forEach((list, numbers) -> numbers.forEach(number -> {
            var block = list.blocks.get(number);
            if (block != null) {
                telling.invalidate(list, block, look.viewer);
            }
        }));
    }
}
