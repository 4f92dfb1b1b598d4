package io.guildstorm.server.gateway.session;

import io.guildstorm.server.gateway.frame.CloseCode;
import io.guildstorm.server.gateway.session.LaneSessions.Given;
import io.guildstorm.server.gateway.session.Session.SignIn;
import io.guildstorm.server.gateway.session.SessionPresence.Carried;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.wire.SessionStart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client that wants its session back, wherever in this node it is: found on its lane, handed over to the lane of
/// the client's new socket, filled up with what it missed, joined to its guilds again.
///
/// **Owner:** one lane after the other, each by a task: first those that may have the session, last the one that
/// asks.
final class Resumption implements Runnable {
    private final SessionId id;
    private final SignIn who;
    private final int seen;
    private final LaneSessions by;
    private final Outlet outlet;
    private List<Replay.Frame> frames = List.of();
    private int next;
    private boolean lookedElsewhere;

    /// @param who asks
    /// @param by the lane of `outlet`, the new socket
    Resumption(SessionId id, SignIn who, int seen, LaneSessions by, Outlet outlet) {
        this.id = id;
        this.who = who;
        this.seen = seen;
        this.by = by;
        this.outlet = outlet;
    }

    void askAt(LaneSessions holder) {
        holder.lane().execute(() -> claim(holder));
    }

    private void claim(LaneSessions holder) {
        var session = holder.find(id);
        var movedTo = holder.whereTo(id);
        var keeper = holder.keeper();
        if (session == null && movedTo != null) {
            askAt(movedTo);
        } else if (session == null && keeper != null && !lookedElsewhere) {
            lookedElsewhere = true;
            keeper.take(id, who.user().id(), found -> found(found, holder));
        } else if (session == null || !session.user.id().equals(who.user().id())) {
            by.lane().execute(this::refuse);
        } else if (seen > holder.deliveries().lastSeq(session)) {
            by.lane().execute(() -> outlet.close(CloseCode.INVALID_SEQUENCE, CloseCode.INVALID_SEQUENCE.reason()));
        } else if (keeper != null && keeper.isKnown(session)) {
            keeper.withdraw(session, _ -> askAt(holder));
        } else {
            var old = session.outlet;
            if (old != null) {
                old.close(CloseCode.RESUME, "resumed on another connection");
            }
            var given = holder.giveTo(by, session);
            by.lane().execute(() -> receive(session, given));
        }
    }

    /// On the lane where the session would have been: who comes later is shown on from there.
    private void found(@Nullable SessionRecord record, LaneSessions holder) {
        if (record == null) { // unless another socket was faster with it
            claim(holder);
        } else {
            holder.showOn(id, by);
            by.lane().execute(() -> revive(record, holder));
        }
    }

    private void revive(SessionRecord record, LaneSessions holder) {
        var revival = Revival.of(record, seen, by.services().guilds()::log, who.user());
        if (revival == null) {
            holder.lane().execute(() -> holder.showNoMore(id));
            refuse();
            return;
        }
        var session = new Session(id, who, record.asked(), revival.journal(), by);
        session.moved = !holder.equals(by);
        session.subscribe(revival.subscriptions(by, session));
        var shown = record.shown().stream()
                .map(one -> new Carried(one.guild(), one.user(), WatchedUser.UNTOLD))
                .toList();
        receive(session, new Given(revival.lastSeq(), shown));
    }

    private void refuse() {
        if (outlet.open()) {
            outlet.refuse();
        }
    }

    private void receive(Session session, Given given) {
        by.take(session, given, seen);
        session.grant = who.grant();
        if (!by.services().tokens().holds(who.grant())) { // taken back while the session was between two lanes
            by.end(session);
            outlet.close(CloseCode.AUTHENTICATION_FAILED, CloseCode.AUTHENTICATION_FAILED.reason());
            return;
        }
        var missed = Replay.after(seen, session, by.services().guilds());
        if (missed.isEmpty() || session.isOwed()) {
            by.refuse(session, outlet);
        } else if (outlet.open()) {
            by.deliveries().confirm(session, seen);
            frames = missed.get();
            by.attach(session, outlet);
            run(session);
        } else { // the client is gone already, as if its socket had been cut now
            by.park(session);
            if (by.presence().devices().isPresent(session)) {
                by.presence().devices().present(session); // it is on this lane now
            }
            session.release();
            by.memberships().joinAll(session);
        }
    }

    @Override
    public void run() {
        var session = by.find(id);
        if (session != null) {
            run(session);
        }
    }

    /// Sends what was missed, never more at once than half of what may wait for a socket.
    private void run(Session session) {
        while (outlet.equals(session.outlet) && next < frames.size()) {
            if (full()) {
                outlet.flush();
                if (full()) {
                    if (!session.watched()) {
                        by.watch(session, outlet);
                    }
                    outlet.whenSent(this);
                    return;
                }
            }
            var frame = frames.get(next++);
            outlet.send(frame.body().prefix(), frame.s(), frame.data());
        }
        if (outlet.equals(session.outlet)) {
            by.tally().add(Meter.REPLAYS, frames.size());
            by.deliveries().own(session, SessionStart.resumed());
            session.release();
            by.memberships().joinAll(session);
        }
    }

    private boolean full() {
        return outlet.waitingBytes() > by.limits().queueBytesMax() / 2;
    }
}
