package io.guildstorm.server.gateway.session;

import io.guildstorm.server.access.Tokens.Grant;
import io.guildstorm.server.gateway.frame.CloseCode;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.wire.SessionStart;
import java.util.List;

/// A client that wants its session back, wherever in this node it is: found on its lane, handed over to the lane of
/// the client's new socket, filled up with what it missed, joined to its guilds again.
///
/// **Owner:** one lane after the other, each by a task: first those that may have the session, last the one that
/// asks.
final class Resumption implements Runnable {
    private final SessionId id;
    private final Grant grant;
    private final int seen;
    private final LaneSessions by;
    private final Outlet outlet;
    private List<Replay.Frame> frames = List.of();
    private int next;

    /// @param grant of the token that it asks by
    /// @param by the lane of `outlet`, the new socket
    Resumption(SessionId id, Grant grant, int seen, LaneSessions by, Outlet outlet) {
        this.id = id;
        this.grant = grant;
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
        if (session == null && movedTo != null) {
            askAt(movedTo);
        } else if (session == null || !session.user.id().equals(grant.user())) {
            by.lane().execute(this::refuse);
        } else if (seen > holder.deliveries().lastSeq(session)) {
            by.lane().execute(() -> outlet.close(CloseCode.INVALID_SEQUENCE, CloseCode.INVALID_SEQUENCE.reason()));
        } else {
            var old = session.outlet;
            if (old != null) {
                old.close(CloseCode.RESUME, "resumed on another connection");
            }
            int lastSeq = holder.giveTo(by, session);
            by.lane().execute(() -> receive(session, lastSeq));
        }
    }

    private void refuse() {
        if (outlet.open()) {
            outlet.refuse();
        }
    }

    private void receive(Session session, int lastSeq) {
        by.take(session, lastSeq);
        session.grant = grant;
        if (!by.services().tokens().holds(grant)) { // taken back while the session was between two lanes
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
            by.memberships().joinAll(session);
        }
    }

    private boolean full() {
        return outlet.waitingBytes() > by.limits().queueBytesMax() / 2;
    }
}
