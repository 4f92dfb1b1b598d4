package io.guildstorm.server.gateway.session;

import io.guildstorm.server.memberlist.ListUpdate;
import io.guildstorm.server.memberlist.Viewer;
import io.guildstorm.server.wire.Viewport;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The rows of a guild's lists of members that one session's client shows, and what it is still to be told of them.
///
/// Updates wait here, without a number, while more waits for the socket than half of what may. Are there too many, they
/// are forgotten, and once the socket has taken what it has, the rows are told afresh. So a slow client gets fewer
/// updates, and none that is built upon one which it did not get. A session without a socket looks at nothing; when it
/// is resumed its rows are told afresh, and of updates that it missed a resume repeats the heads alone.
///
/// **Owner:** the lane.
final class ShownRows {
    /// Updates that may wait: five blocks of five channels as they are opened, and some changes.
    private static final int WAITING_MAX = 32;

    private final LaneSessions sessions;
    private final Subscription subscription;
    private final ArrayDeque<ListUpdate> waiting = new ArrayDeque<>();
    private Viewport viewport = Viewport.NONE;
    /// What is told comes through it; null: the client is behind, or shows nothing. Another whenever all is told
    /// afresh.
    private @Nullable Telling viewer;
    private boolean awaitsSocket;

    ShownRows(LaneSessions sessions, Subscription subscription) {
        this.sessions = sessions;
        this.subscription = subscription;
    }

    /// For the session in its guild anew, on a lane.
    ShownRows goingOn(LaneSessions on, Subscription anew) {
        var next = new ShownRows(on, anew);
        next.viewport = viewport;
        return next;
    }

    void show(Viewport next) {
        viewport = next;
        if (next.isEmpty()) {
            rest();
            viewer = null;
        } else if (subscription.joined && !isBehind()) {
            look();
        }
    }

    private boolean isBehind() {
        return viewer == null && awaitsSocket;
    }

    /// It looks, from where it has joined.
    void look() {
        if (!viewport.isEmpty() && subscription.session.outlet != null) {
            var through = viewer == null ? new Telling() : viewer;
            viewer = through;
            sessions.services().guilds().look(subscription.guild, subscription, viewport, through);
        }
    }

    /// What is told from one time that all was told to the next.
    private final class Telling implements Viewer {
        @Override
        public void tell(ListUpdate update) {
            sessions.lane().execute(() -> take(this, update));
        }
    }

    /// It looks at nothing until [#look].
    void rest() {
        waiting.clear();
        var through = viewer;
        if (through != null) {
            viewer = null;
            sessions.services().guilds().look(subscription.guild, subscription, Viewport.NONE, through);
        }
    }

    /// It may see less than before: what waits may tell of that.
    void afresh() {
        rest();
        if (!isBehind()) {
            look();
        }
    }

    private void take(Telling through, ListUpdate update) {
        assert sessions.lane().inLane();
        if (through != viewer || !subscription.live) {
            return;
        }
        waiting.add(update);
        if (waiting.size() > WAITING_MAX) {
            rest();
        }
        tell();
    }

    private void tell() {
        var outlet = subscription.session.outlet;
        if (outlet == null || !subscription.live || awaitsSocket) {
            return;
        }
        while (!waiting.isEmpty() && !isFull(outlet)) {
            tell(waiting.remove());
        }
        if (isFull(outlet)) {
            awaitsSocket = true;
            outlet.whenSent(() -> {
                awaitsSocket = false;
                caughtUp();
            });
        }
    }

    private void caughtUp() {
        if (!subscription.live) {
            return;
        }
        if (viewer == null) {
            look();
        }
        tell();
    }

    private void tell(ListUpdate update) {
        var session = subscription.session;
        var through = viewer;
        session.whenUnknown(() -> {
            if (subscription.live && session.outlet != null && through == viewer) {
                sessions.deliveries().own(session, update.body(), update.bare());
            }
        });
    }

    private boolean isFull(Outlet outlet) {
        return outlet.waitingBytes() > sessions.limits().queueBytesMax() / 2;
    }
}
