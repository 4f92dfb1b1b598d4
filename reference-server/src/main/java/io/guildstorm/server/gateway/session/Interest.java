package io.guildstorm.server.gateway.session;

import java.util.ArrayList;
import java.util.List;

/// Whether a session has a guild open, event by event.
///
/// Its client opens and closes the guild by op 14. The guild's process decides after which position that holds,
/// as it does for a join; events up to there may still be under way and are judged by what held before. So what
/// a session was given follows from the positions alone, and a replay finds it again.
///
/// **Owner:** the lane of the session, but for [#isListedPassive] and [#list].
final class Interest {
    /// Never told what is unread.
    static final long UNTOLD = Long.MIN_VALUE;

    private boolean passive;
    private List<Turn> turns = List.of();
    private boolean wantsPassive;
    /// Its client opened the guild, and was not told yet what is unread.
    private boolean unanswered;
    /// What the guild's fan-out goes by: written by the guild, in its order.
    private volatile boolean listedPassive;
    /// What is unread was told up to this position, or as messages.
    private long toldUpTo = UNTOLD;

    /// @param after the position after which it holds
    private record Turn(long after, boolean passive) {}

    private Interest(boolean passive) {
        this.passive = passive;
        wantsPassive = passive;
        listedPassive = passive;
    }

    /// As every session begins: its client has not opened the guild.
    static Interest none() {
        return new Interest(true);
    }

    /// For the session in its guild anew, from the event on at which it left; what was asked for and not
    /// answered yet is to be asked again.
    Interest goingOn() {
        var next = new Interest(passive);
        next.turns = turns;
        next.wantsPassive = wantsPassive;
        next.unanswered = unanswered;
        next.listedPassive = isPassiveAtLast();
        next.toldUpTo = toldUpTo;
        return next;
    }

    /// Of the last event that was given, and the next ones up to a turn.
    boolean isPassive() {
        return passive;
    }

    /// Of events to come, once all that are under way have been given.
    boolean isPassiveAtLast() {
        return turns.isEmpty() ? passive : turns.getLast().passive;
    }

    /// Up to which position it is passive; below all: it is not.
    long passiveUpTo() {
        if (!passive) {
            return Long.MIN_VALUE;
        }
        return turns.isEmpty() ? Long.MAX_VALUE : turns.getFirst().after;
    }

    /// Whether another interest holds for the event at `position` than for the one before.
    boolean changesBefore(long position) {
        return !turns.isEmpty() && turns.getFirst().after < position;
    }

    /// From here on the interest of the event at `position` holds.
    void goTo(long position) {
        int passed = 0;
        while (passed < turns.size() && turns.get(passed).after < position) {
            passive = turns.get(passed++).passive;
        }
        turns = List.copyOf(turns.subList(passed, turns.size()));
    }

    /// It turns; of two turns with no event between them the later one holds.
    void turn(long after, boolean toPassive) {
        var all = new ArrayList<>(turns);
        all.removeIf(turn -> turn.after == after);
        all.add(new Turn(after, toPassive));
        turns = List.copyOf(all);
    }

    boolean wantsPassive() {
        return wantsPassive;
    }

    void want(boolean toBePassive) {
        wantsPassive = toBePassive;
        unanswered = !toBePassive;
    }

    /// Whether its client is to be told what is unread whatever happens, which it is from here on.
    boolean answer() {
        boolean owed = unanswered;
        unanswered = false;
        return owed;
    }

    boolean isListedPassive() {
        return listedPassive;
    }

    /// The guild only.
    void list(boolean asPassive) {
        listedPassive = asPassive;
    }

    long toldUpTo() {
        return toldUpTo;
    }

    void told(long upTo) {
        toldUpTo = upTo;
    }
}
