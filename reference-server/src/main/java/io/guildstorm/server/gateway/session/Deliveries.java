package io.guildstorm.server.gateway.session;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.gateway.frame.SharedStream;
import io.guildstorm.server.gateway.session.LaneSessions.Limits;
import io.guildstorm.server.gateway.session.LaneSessions.Place;
import io.guildstorm.server.wire.EventBody;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The hot path of a lane: filters an event for a session, numbers it, notes it, has its frame written. What a delivery
/// reads of sessions stands in parallel arrays, by slot: objects of sessions and sockets would each cost a cache miss
/// a delivery (docs/decisions/0021).
///
/// **Owner:** the lane.
final class Deliveries {
    /// Slots that every lane has room for from the start.
    static final int FEWEST = 64;

    private final Lane lane;
    private final SocketWrites writes;
    /// The events that fan-out has under way, by the lower bits of their positions.
    private final PreparedEvent[] prepared = new PreparedEvent[PreparedEvent.KEPT];

    /// By slot: the last `s`, what is asked for, which stream it takes (null: text), and whose run in the journal
    /// grows.
    private int[] seq = new int[FEWEST];

    private int[] intents = new int[FEWEST];
    private @Nullable SharedStream[] stream = new SharedStream[FEWEST];
    private @Nullable Subscription[] growing = new Subscription[FEWEST];

    private int[] free = new int[FEWEST];
    private int freeCount;
    private int used;

    Deliveries(Place place, Limits limits) {
        this.lane = place.lane();
        this.writes = new SocketWrites(place, limits, this::forget);
        Arrays.setAll(prepared, _ -> new PreparedEvent());
    }

    /// Gives a session a slot.
    void enter(Session one, int lastSeq) {
        int slot = freeCount > 0 ? free[--freeCount] : used++;
        if (slot == seq.length) {
            grow(2 * slot);
        }
        one.slot = slot;
        seq[slot] = lastSeq;
        intents[slot] = one.intents;
        stream[slot] = null;
        growing[slot] = null;
        writes.enter(one);
    }

    /// Takes a session's slot back; its last `s`.
    int leave(Session one) {
        int slot = one.slot;
        closeRun(one);
        writes.leave(one);
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = slot;
        return seq[slot];
    }

    void attach(Session one, Outlet outlet) {
        one.outlet = outlet;
        stream[one.slot] = outlet.stream();
        writes.attach(one, outlet);
    }

    void detach(Session one) {
        writes.detach(one);
    }

    int lastSeq(Session one) {
        return seq[one.slot];
    }

    /// The client has everything up to `seen`, or says so.
    void confirm(Session one, int seen) {
        one.journal.confirm(Math.min(seen, seq[one.slot]));
    }

    /// An event of a guild.
    void deliver(Subscription to, EncodedEvent event) {
        assert lane.inLane();
        if (!to.live || event.position() <= to.position) {
            return;
        }
        var interest = to.interest;
        if (interest != null && interest.changesBefore(event.position())) {
            closeRun(to.session);
            interest.goTo(event.position());
        }
        to.position = event.position();
        var ready = prepared[(int) event.position() & (PreparedEvent.KEPT - 1)];
        var passes = ready.filterOf(event);
        int slot = to.slot;
        if (passes.isTurn()) {
            to.session.home.memberships().turn(to, passes);
        } else if (passes.wanted(intents[slot])
                && (interest == null || !interest.isPassive() || passes.reachesPassive(to.session.user.id()))
                && isSeenBy(to, passes)) {
            hand(to, passes, ready);
        }
    }

    private static boolean isSeenBy(Subscription to, EventFilter passes) {
        return switch (passes.sight()) {
            case ALL -> true;
            case ROLES -> to.seesChannels(passes.event().view());
            case READER -> passes.isSeenBy(to.session.user.id());
        };
    }

    /// An event that changes what the session may see.
    void handTurn(Subscription to, EventFilter passes) {
        if (passes.reaches(to.session.user.id(), intents[to.slot])) {
            hand(to, passes, prepared[(int) passes.event().position() & (PreparedEvent.KEPT - 1)]);
        }
    }

    private void hand(Subscription to, EventFilter passes, PreparedEvent ready) {
        var event = passes.event();
        int slot = to.slot;
        if (growing[slot] != to) {
            closeRun(to.session);
            growing[slot] = to;
        }
        int s = ++seq[slot];
        byte[] body = passes.isWhole(intents[slot])
                ? event.body().afterSequence()
                : passes.bodyFor(to.session.user.id(), intents[slot]);
        if (writes.isPlain(slot)) {
            writes.write(slot, ready.frame(stream[slot], body), s);
        } else {
            indirectly(to.session, s, event.body(), body);
        }
    }

    /// A frame for this session alone.
    void own(Session one, EventBody body) {
        own(one, body, body);
    }

    /// A frame for this session alone, of which a resume repeats another.
    void own(Session one, EventBody body, EventBody again) {
        closeRun(one);
        one.changed();
        int s = ++seq[one.slot];
        one.journal.add(new Journal.Own(again));
        indirectly(one, s, body, body.afterSequence());
    }

    /// Ends the run that grows, so that the journal holds everything.
    void closeRun(Session one) {
        var run = growing(one);
        if (run != null) {
            one.journal.add(run);
        }
        growing[one.slot] = null;
    }

    /// The run that grows, as [#closeRun] would write it down; null: none does.
    Journal.@Nullable Run growing(Session one) {
        var run = growing[one.slot];
        int count = seq[one.slot] - one.journal.next() + 1;
        if (run == null || count <= 0) {
            return null;
        }
        var interest = run.interest;
        return new Journal.Run(run.guild, run.position, count, interest != null && interest.isPassive());
    }

    private void indirectly(Session one, int s, EventBody event, byte[] body) {
        var outlet = one.outlet;
        if (outlet != null) {
            writes.count(body.length);
            outlet.send(event.prefix(), s, body);
        }
    }

    /// Something was written to the pipeline of its socket.
    void written(Session one) {
        writes.pipelined(one.slot);
    }

    /// Its socket is closed.
    void unplug(Session one) {
        writes.unplug(one);
    }

    /// What waited for its socket is gone; whether anything waits still is looked at anew.
    void sent(Session one) {
        writes.sent(one);
    }

    /// What it was given up to now has left for its socket when this returns, or waits in the pipeline.
    void push(Session one, Outlet outlet) {
        writes.push(one, outlet);
    }

    private void forget() {
        for (PreparedEvent event : prepared) {
            event.forget();
        }
    }

    private void grow(int capacity) {
        seq = Arrays.copyOf(seq, capacity);
        intents = Arrays.copyOf(intents, capacity);
        stream = Arrays.copyOf(stream, capacity);
        growing = Arrays.copyOf(growing, capacity);
        writes.grow(capacity);
    }
}
