package io.guildstorm.server.gateway.session;

import io.guildstorm.server.presence.Presences;
import io.guildstorm.server.presence.Presences.Beats;
import io.guildstorm.server.presence.Presences.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/// Tells the presence servers which sessions the lane has, what their clients say of their users, and that they beat.
///
/// With a time to live, a session whose socket was cut is not told of: its server finds that it was not heard of in
/// time, unless it comes back before. Without one, a status stands and falls with its socket.
///
/// **Owner:** the lane.
final class LaneDevices {
    /// How long beats are gathered: against tens of seconds to live it is nothing.
    private static final long GATHER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LaneSessions sessions;
    private final Presences presences;
    private final List<Gathered> beats = new ArrayList<>();
    private long nextNanos;

    /// Beats for one server.
    private static final class Gathered {
        private final LongStream.Builder users = LongStream.builder();
        private final LongStream.Builder devices = LongStream.builder();
        private boolean any;
    }

    LaneDevices(LaneSessions sessions, Presences presences) {
        this.sessions = sessions;
        this.presences = presences;
        for (int i = 0; i < presences.settings().servers(); i++) {
            beats.add(new Gathered());
        }
    }

    private long now() {
        return sessions.services().ticker().nanos();
    }

    /// It has a socket now, or says something else than before, or is to be told of once more.
    void present(Session one) {
        long now = now();
        presences.present(new Device(
                sessions.index(),
                one.user.id(),
                one.id.random(),
                one.client.platform(),
                one.claim().status(),
                one.claim().afk() ? millis(Math.max(0, now - one.awaySinceNanos())) : -1,
                millis(Math.max(0, now - one.heardNanos()))));
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }

    /// Its socket is gone; it may come back.
    void cut(Session one) {
        if (!presences.settings().hasTtl()) {
            gone(one);
        }
    }

    /// It does not come back.
    void gone(Session one) {
        presences.gone(one.user.id(), one.id.random());
    }

    void beat(Session one) {
        if (presences.settings().hasTtl()) {
            var gathered = beats.get(presences.serverOf(one.user.id()));
            gathered.users.add(one.user.id().value());
            gathered.devices.add(one.id.random());
            gathered.any = true;
        }
    }

    void sweep() {
        long now = now();
        if (now - nextNanos < 0) {
            return;
        }
        nextNanos = now + GATHER_NANOS;
        for (int server = 0; server < beats.size(); server++) {
            var gathered = beats.get(server);
            if (gathered.any) {
                beats.set(server, new Gathered());
                presences.beats(new Beats(
                        sessions.index(),
                        server,
                        gathered.users.build().toArray(),
                        gathered.devices.build().toArray()));
            }
        }
    }

    /// All sessions whose users the server has.
    void announce(int server, Iterable<Session> all) {
        for (Session one : all) {
            if (isPresent(one) && presences.serverOf(one.user.id()) == server) {
                present(one);
            }
        }
    }

    /// Whether its user counts as there because of it.
    boolean isPresent(Session one) {
        return one.outlet != null || presences.settings().hasTtl();
    }
}
