package io.guildstorm.server.memberlist;

import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.model.GuildEvent;
import io.guildstorm.server.model.GuildEvent.ChannelDeleted;
import io.guildstorm.server.model.GuildEvent.ChannelUpdated;
import io.guildstorm.server.model.GuildEvent.MemberJoined;
import io.guildstorm.server.model.GuildEvent.MemberLeft;
import io.guildstorm.server.model.GuildEvent.MemberUpdated;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.Member;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.Presence.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is online in a guild while somebody looks at a list of them: whoever has a session that has joined and is not
/// invisible, once.
///
/// All is done by steps in their order, a slice of them at a time. First those who had joined are gathered, then their
/// order is made elsewhere ([#load]), and only then follows what happened meanwhile. Names are those of the guild as of
/// the last step, so that each entry is found under the name by which it was put in.
///
/// **Owner:** the guild, but for [#load].
final class OnlineMembers {
    /// Entries that are gathered in one piece.
    private static final int GATHERED_MAX = 16_384;

    private final ArrayDeque<Recipient> toGather;
    private final ArrayList<Entries> gathered = new ArrayList<>();
    private final ArrayDeque<Step> steps = new ArrayDeque<>();
    private final IdentityHashMap<Recipient, Status> counted = new IdentityHashMap<>();
    private final UnusualSessions sessions = new UnusualSessions();
    private final HoistedGroups groups;
    private final Map<Audience, MemberList> lists = new HashMap<>();
    private GuildView view;
    private @Nullable MemberList everyone;
    /// How far the first of `toGather`, or the first of `steps`, has come.
    private int place;
    private boolean changed;
    private Set<Long> touched = new HashSet<>();
    private Set<Long> judgedAnew = new HashSet<>();

    private sealed interface Step {}

    private record Came(Recipient session) implements Step {}

    private record Went(Recipient session) implements Step {}

    private record Turned(Recipient session) implements Step {}

    private record Changed(GuildView after, List<GuildEvent> events) implements Step {}

    /// A list of all as it was loaded, and who was there more than once.
    record Loaded(MemberList list, Map<Long, Integer> repeats) {}

    /// @param joined whose sessions are there
    OnlineMembers(GuildView view, Collection<Recipient> joined) {
        this.view = view;
        groups = new HoistedGroups(view);
        toGather = new ArrayDeque<>(joined);
    }

    void came(Recipient session) {
        steps.add(new Came(session));
    }

    void went(Recipient session) {
        steps.add(new Went(session));
    }

    /// Its status may be another.
    void turned(Recipient session) {
        steps.add(new Turned(session));
    }

    void changed(GuildView after, List<GuildEvent> events) {
        steps.add(new Changed(after, events));
    }

    /// The next is to [#load].
    boolean isGathered() {
        return everyone == null && toGather.isEmpty();
    }

    /// All that happened so far is in the lists.
    boolean isSettled() {
        return everyone != null && steps.isEmpty();
    }

    /// Goes on.
    /// @param budget about how many members may be looked at
    /// @return whether there is more to do right away
    boolean advance(int budget) {
        int left = budget;
        if (everyone == null) {
            while (left > 0 && !toGather.isEmpty()) {
                left -= gather(toGather.element(), left);
            }
            return !toGather.isEmpty();
        }
        while (left > 0 && !steps.isEmpty()) {
            left -= take(steps.element(), left);
        }
        for (MemberList list : List.copyOf(lists.values())) {
            if (left > 0 && steps.isEmpty() && !list.isFilled()) {
                left -= fill(list, left);
            }
        }
        return !steps.isEmpty() || isFilling();
    }

    /// A list is not complete.
    boolean isFilling() {
        return lists.values().stream().anyMatch(list -> !list.isFilled());
    }

    /// All count as online at first: who is not turns as its first step.
    private int gather(Recipient session, int budget) {
        if (place == 0) {
            counted.put(session, Status.ONLINE);
            if (session.status() != Status.ONLINE) {
                turned(session);
            }
        }
        int end = Math.min(session.sessions(), place + budget);
        int done = end - place;
        for (; place < end; place++) {
            var user = session.user(place);
            var member = user == null ? null : view.member(user);
            if (member != null) {
                gather(groups.rank(member));
            } else if (user != null) { // its leave is under way
                change(user, Status.ONLINE, 1);
            }
        }
        if (end == session.sessions()) {
            toGather.remove();
            place = 0;
        }
        return Math.max(1, done);
    }

    private void gather(Ranked entry) {
        if (gathered.isEmpty() || gathered.getLast().count() == GATHERED_MAX) {
            gathered.add(new Entries(GATHERED_MAX));
        }
        gathered.getLast().add(entry);
    }

    /// Makes the order of who was gathered, on any one thread, while nothing else is done here but that steps are
    /// added.
    Loaded load() {
        var repeats = new HashMap<Long, Integer>();
        var tree = RankTree.of(Entries.of(gathered), this::nameOf, repeats::put);
        var list = new MemberList(Audience.EVERYONE, groups, tree, null);
        int before = 0;
        for (int group = 0; group < groups.count(); group++) {
            int place = tree.place(new Ranked(Ranked.keyOf(group + 1, ""), "", 0));
            int end = place < 0 ? -place - 1 : place;
            list.count(group, end - before);
            before = end;
        }
        return new Loaded(list, repeats);
    }

    /// What follows is done to the lists themselves.
    void begin(Loaded loaded) {
        gathered.clear();
        everyone = loaded.list();
        lists.put(Audience.EVERYONE, loaded.list());
        loaded.repeats().forEach((user, times) -> {
            var member = view.member(new UserId(user));
            boolean listed = member != null && loaded.list().tree().contains(groups.rank(member));
            sessions.put(user, UnusualSessions.Counts.USUAL.with(Status.ONLINE, times - 1), listed);
        });
    }

    private String nameOf(long user) {
        var member = view.member(new UserId(user));
        if (member == null) {
            throw new IllegalStateException("listed and no member: " + user);
        }
        return member.shownName().toLowerCase(Locale.ROOT);
    }

    private MemberList everyone() {
        var all = everyone;
        if (all == null) {
            throw new IllegalStateException("not loaded yet");
        }
        return all;
    }

    private int take(Step step, int budget) {
        int done = 1;
        switch (step) {
            case Came(var session) -> {
                if (place == 0) {
                    counted.put(session, session.status());
                }
                done = each(session, 1, budget);
            }
            case Went(var session) -> {
                done = counted.containsKey(session) ? each(session, -1, budget) : 1;
                if (place == 0) {
                    counted.remove(session);
                }
            }
            case Turned(var session) -> turn(session);
            case Changed(var after, var events) -> {
                done = Math.max(1, events.size());
                change(after, events);
            }
        }
        if (place == 0) {
            steps.remove();
        }
        return done;
    }

    /// Counts some of its users in or out; `place` is 0 once it was all of them.
    private int each(Recipient session, int more, int budget) {
        var status = counted.getOrDefault(session, Status.ONLINE);
        int end = Math.min(session.sessions(), place + budget);
        int done = end - place;
        for (; place < end; place++) {
            var user = session.user(place);
            if (user != null) {
                change(user, status, more);
            }
        }
        if (end == session.sessions()) {
            place = 0;
        }
        return Math.max(1, done);
    }

    private void turn(Recipient session) {
        var before = counted.get(session);
        var now = session.status();
        if (before == null || before == now) {
            return;
        }
        counted.put(session, now);
        for (int i = 0; i < session.sessions(); i++) {
            var user = session.user(i);
            if (user != null) {
                change(user, now, 1); // first: so that it is not taken out in between
                change(user, before, -1);
            }
        }
    }

    private void change(UserId user, Status status, int more) {
        long id = user.value();
        var member = view.member(user);
        var entry = member == null || everyone == null ? null : groups.rank(member);
        var before = sessions.of(id, entry != null && everyone().tree().contains(entry));
        var now = before.with(status, more);
        sessions.put(id, now, entry != null);
        if (entry == null) {
            return;
        }
        if (before.shown() == null && now.shown() != null) {
            putIn(entry);
        } else if (before.shown() != null && now.shown() == null) {
            takeOut(entry);
        }
        if (before.shown() != now.shown() && (isUnusual(before.shown()) || isUnusual(now.shown()))) {
            touch(id); // also of who came back in between: its row may stand where it did
        }
    }

    private static boolean isUnusual(@Nullable Status shown) {
        return shown != null && shown != Status.ONLINE;
    }

    private void touch(long user) {
        touched.add(user);
        changed = true;
    }

    private void putIn(Ranked entry) {
        changed = true;
        var user = new UserId(entry.id());
        for (MemberList list : lists.values()) {
            if (list.audience.sees(view, user)) {
                list.insert(entry);
            }
        }
    }

    private void takeOut(Ranked entry) {
        changed = true;
        lists.values().forEach(list -> list.remove(entry));
    }

    /// Those who go or are renamed are taken out by the names that were, then those who come or were renamed put in by
    /// the names that are.
    private void change(GuildView after, List<GuildEvent> events) {
        for (GuildEvent event : events) {
            switch (event) {
                case MemberLeft(var user) -> takeOut(user.id());
                case MemberUpdated(var member, var _) -> takeOut(member.user().id());
                default -> {}
            }
        }
        changed |= view.members().size() != after.members().size();
        view = after;
        for (GuildEvent event : events) {
            switch (event) {
                case MemberJoined(var member) -> putIn(member.user().id());
                case MemberUpdated(var member, var _) -> {
                    putIn(member.user().id());
                    judgedAnew.add(member.user().id().value());
                }
                case ChannelUpdated(var channel, var _) ->
                    judgedAnew.add(channel.id().value());
                case ChannelDeleted(var channel, var _) ->
                    judgedAnew.add(channel.id().value());
                default -> {}
            }
        }
    }

    private void takeOut(UserId user) {
        var member = view.member(user);
        if (member == null) {
            return;
        }
        var entry = groups.rank(member);
        if (everyone().tree().contains(entry)) {
            sessions.put(user.value(), sessions.of(user.value(), true), false);
            takeOut(entry);
        }
    }

    private void putIn(UserId user) {
        var member = view.member(user);
        if (member == null) {
            return;
        }
        var counts = sessions.of(user.value(), false);
        if (counts.shown() != null) {
            putIn(groups.rank(member));
            touch(user.value());
        }
        sessions.put(user.value(), counts, true);
    }

    /// The list of who sees such channels; it fills from here on.
    MemberList list(Audience audience) {
        return lists.computeIfAbsent(audience, other -> {
            var first = new Ranked(0, "", Long.MIN_VALUE);
            return new MemberList(other, groups, new RankTree(this::nameOf), first);
        });
    }

    /// Of lists at which nobody looks only that of all stays.
    void dropUnseen() {
        lists.values().removeIf(list -> list.blocks.isEmpty() && !list.audience.all());
    }

    Collection<MemberList> lists() {
        return lists.values();
    }

    private int fill(MemberList list, int budget) {
        var from = list.filledTo();
        if (from == null) {
            return 0;
        }
        int place = everyone().tree().place(from);
        var ids = new long[budget];
        int count = everyone().tree().read(place < 0 ? -place - 1 : place, budget, ids);
        Ranked next = null;
        for (int i = 0; i < count; i++) {
            var user = new UserId(ids[i]);
            var entry = groups.rank(member(user));
            if (list.audience.sees(view, user)) {
                list.insert(entry);
            }
            next = new Ranked(entry.key(), entry.name(), entry.id() + 1);
        }
        list.filled(count < budget ? null : next);
        changed = true;
        return Math.max(1, count);
    }

    /// Of whom is listed.
    Member member(UserId user) {
        var member = view.member(user);
        if (member == null) {
            throw new IllegalStateException("listed and no member: " + user);
        }
        return member;
    }

    /// Of whom is listed.
    Status status(long user) {
        var shown = sessions.of(user, true).shown();
        return shown == null ? Status.ONLINE : shown;
    }

    /// The guild as of the last step.
    GuildView view() {
        return view;
    }

    /// Something is to be told.
    boolean isChanged() {
        return changed;
    }

    /// Users of whom a row may say something else than it was told, where it stands.
    Set<Long> touched() {
        return touched;
    }

    void told() {
        touched = new HashSet<>();
        changed = false;
    }

    /// Users who may see other channels, and channels that may be seen by others, since it was asked last.
    List<Long> takeJudgedAnew() {
        var all = new ArrayList<>(judgedAnew);
        judgedAnew = new HashSet<>();
        return all;
    }
}
