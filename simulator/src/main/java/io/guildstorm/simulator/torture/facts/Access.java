package io.guildstorm.simulator.torture.facts;

import io.guildstorm.simulator.torture.history.Call;
import io.guildstorm.simulator.torture.history.Lever;
import io.guildstorm.simulator.torture.history.Op.SetAccess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who could see which channel when, as far as it is certain. While a call that changes it is under way, and after one
/// of unknown outcome, it is not.
public final class Access {
    private final Map<Lever, List<Since>> timelines = new HashMap<>();

    private enum State {
        OFF,
        ON,
        UNKNOWN
    }

    /// @param by what made it so
    private record Since(long at, State state, Call by) {}

    Access(List<Call> calls) {
        calls.stream()
                .filter(call -> call.op() instanceof SetAccess && call.possible())
                .sorted(Comparator.comparingLong(Call::begin))
                .forEach(call -> note(call, (SetAccess) call.op()));
    }

    private void note(Call call, SetAccess set) {
        State wanted = set.forbids() ? State.ON : State.OFF;
        boolean nothingNew = last(set.lever()) == wanted;
        if (!nothingNew) {
            note(set.lever(), new Since(call.begin(), State.UNKNOWN, call));
            if (call.acknowledged()) note(set.lever(), new Since(call.end(), wanted, call));
        }
        if (set.lever() instanceof Lever.Outside(var user)) forget(user, call);
    }

    /// What a member had been given or denied may go with the membership, or stay.
    private void forget(String user, Call leaving) {
        for (Lever lever : List.copyOf(timelines.keySet())) {
            boolean theirs = switch (lever) {
                case Lever.MemberDenied(var _, var denied) -> denied.equals(user);
                case Lever.HasRole(var holder, var _) -> holder.equals(user);
                case Lever.Outside _, Lever.RoleDenied _ -> false;
            };
            if (theirs && last(lever) != State.OFF) note(lever, new Since(leaving.begin(), State.UNKNOWN, leaving));
        }
    }

    private void note(Lever lever, Since since) {
        timelines.computeIfAbsent(lever, _ -> new ArrayList<>()).add(since);
    }

    private State last(Lever lever) {
        List<Since> timeline = timelines.get(lever);
        return timeline == null ? State.OFF : timeline.getLast().state();
    }

    /// Whether the user could certainly see the channel all the time from one instant to another.
    public boolean visible(String user, String channel, long from, long to) {
        if (!all(new Lever.Outside(user), State.OFF, from, to)) return false;
        if (!all(new Lever.MemberDenied(channel, user), State.OFF, from, to)) return false;
        return roles(channel).stream()
                .allMatch(role -> all(new Lever.RoleDenied(channel, role), State.OFF, from, to)
                        || all(new Lever.HasRole(user, role), State.OFF, from, to));
    }

    /// The call that kept the user from seeing the channel for certain all the time from one instant to another.
    public Optional<Call> hiddenBy(String user, String channel, long from, long to) {
        for (Lever lever : List.of(new Lever.Outside(user), new Lever.MemberDenied(channel, user)))
            if (all(lever, State.ON, from, to))
                return Optional.of(at(lever, from).by());
        for (String role : roles(channel)) {
            Lever denied = new Lever.RoleDenied(channel, role);
            Lever has = new Lever.HasRole(user, role);
            if (all(denied, State.ON, from, to) && all(has, State.ON, from, to)) {
                Since since = at(denied, from);
                Since given = at(has, from);
                return Optional.of(since.at() > given.at() ? since.by() : given.by());
            }
        }
        return Optional.empty();
    }

    private List<String> roles(String channel) {
        return timelines.keySet().stream()
                .filter(Lever.RoleDenied.class::isInstance)
                .map(Lever.RoleDenied.class::cast)
                .filter(denied -> denied.channel().equals(channel))
                .map(Lever.RoleDenied::role)
                .toList();
    }

    private boolean all(Lever lever, State wanted, long from, long to) {
        List<Since> timeline = timelines.get(lever);
        if (timeline == null) return wanted == State.OFF;
        State before = State.OFF;
        for (Since since : timeline) {
            if (since.at() <= from) before = since.state();
            else if (since.at() <= to && since.state() != wanted) return false;
        }
        return before == wanted;
    }

    private Since at(Lever lever, long when) {
        List<Since> timeline = timelines.getOrDefault(lever, List.of());
        return timeline.stream()
                .filter(since -> since.at() <= when)
                .reduce((_, later) -> later)
                .orElseThrow();
    }
}
