package io.guildstorm.server.gateway.session;

import io.guildstorm.server.access.IdentifyLimits;
import io.guildstorm.server.access.Tokens;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.gateway.frame.CloseCode;
import io.guildstorm.server.gateway.session.Session.SignIn;
import io.guildstorm.server.gateway.session.SessionPresence.Carried;
import io.guildstorm.server.gateway.socket.SocketBatch;
import io.guildstorm.server.guild.Guilds;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.meter.Tally;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.presence.Presences;
import io.guildstorm.server.state.SharedState;
import io.guildstorm.server.store.Accounts;
import io.guildstorm.server.wire.GatewayCommand.Identify;
import io.guildstorm.server.wire.GatewayCommand.Resume;
import io.guildstorm.server.wire.Intent;
import io.guildstorm.server.wire.SessionStart;
import io.netty.util.collection.LongObjectHashMap;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The sessions of one lane: how they begin, lose their socket, move and end.
///
/// **Owner:** the lane. Other lanes reach it by [#lane] and a task only.
public final class LaneSessions {
    private final Lane lane;
    private final int index;
    private final Tally tally;
    private final Services services;
    private final Limits limits;
    private final Deliveries deliveries;
    private final DeadlineWheel wheel;
    private final Memberships memberships;
    private final PresenceProxy presence;
    /// Null: what becomes of sessions is no other process's business.
    private final @Nullable Keeper keeper;
    /// Null: sessions are never passive.
    private final @Nullable PassiveUpdates passiveUpdates;

    private final LongObjectHashMap<Session> sessions = new LongObjectHashMap<>();
    /// Sessions that were here and were resumed elsewhere, so that whoever asks here is shown on.
    private final LongObjectHashMap<LaneSessions> moved = new LongObjectHashMap<>();
    /// All lanes of the node, by index; set once, before the first connection.
    private List<LaneSessions> all = List.of();

    /// What sessions need of the rest of the server.
    /// @param random makes session ids: from a secure source, for an id is half of what a resume takes
    /// @param state keeps sessions for other processes; null: they end with this one
    public record Services(
            Guilds guilds,
            Tokens tokens,
            IdentifyLimits identifies,
            Accounts accounts,
            Presences presences,
            Ticker ticker,
            InstantSource clock,
            RandomGenerator random,
            @Nullable SharedState state) {}

    /// @param resumeWindowNanos how long a session without a socket can be resumed
    /// @param silenceNanosMax how long a socket may be without a heartbeat
    /// @param queueBytesMax bytes that may wait for a socket
    /// @param backlogBytesMax bytes that may wait for all sockets of the lane together
    /// @param queueNanosMax how long a byte may wait for a socket
    /// @param passive how sessions are passive; empty: never
    public record Limits(
            long resumeWindowNanos,
            long silenceNanosMax,
            int queueBytesMax,
            long backlogBytesMax,
            long queueNanosMax,
            Optional<PassiveTerms> passive) {}

    /// A lane, with its number, what it counts and how it gives frames to the system.
    public record Place(Lane lane, int index, Tally tally, SocketBatch batch) {}

    public LaneSessions(Place place, Services services, Limits limits) {
        this.lane = place.lane();
        this.index = place.index();
        this.tally = place.tally();
        this.services = services;
        this.limits = limits;
        this.deliveries = new Deliveries(place, limits);
        this.wheel = new DeadlineWheel(services.ticker().nanos());
        this.memberships = new Memberships(this, services.guilds());
        this.presence = new PresenceProxy(this, services.presences());
        this.passiveUpdates =
                limits.passive().map(terms -> new PassiveUpdates(this, terms)).orElse(null);
        this.keeper = services.state() == null ? null : new Keeper(this, services.state());
    }

    /// Tells each of a node's lanes of the others, and the presence servers of all.
    public static void connect(List<LaneSessions> lanes, Presences presences) {
        lanes.forEach(each -> each.all = List.copyOf(lanes));
        presences.connect(lanes.stream().map(each -> each.presence).toList());
    }

    public Lane lane() {
        return lane;
    }

    /// Deadlines of this lane, of sockets too.
    public DeadlineWheel wheel() {
        return wheel;
    }

    /// Its place among the lanes of the node, from 0.
    int index() {
        return index;
    }

    PresenceProxy presence() {
        return presence;
    }

    @Nullable
    Keeper keeper() {
        return keeper;
    }

    /// To be called about once a [DeadlineWheel#TICK_NANOS].
    public void sweep() {
        wheel.advance(services.ticker().nanos());
        presence.sweep();
        if (passiveUpdates != null) {
            passiveUpdates.sweep(sessions.values());
        }
        if (keeper != null) {
            keeper.sweep(sessions.values());
        }
    }

    /// The last that is heard of them here: all who can be resumed elsewhere should be.
    public void keepAll() {
        if (keeper != null) {
            keeper.keepAll(sessions.values());
        }
    }

    Services services() {
        return services;
    }

    Limits limits() {
        return limits;
    }

    Tally tally() {
        return tally;
    }

    @Nullable
    PassiveUpdates passiveUpdates() {
        return passiveUpdates;
    }

    Memberships memberships() {
        return memberships;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    /// @param resumeUrl told to the client
    public void identify(Outlet outlet, Identify command, String resumeUrl) {
        assert lane.inLane();
        var who = signIn(command.token());
        if (who == null) {
            outlet.close(CloseCode.AUTHENTICATION_FAILED, CloseCode.AUTHENTICATION_FAILED.reason());
            return;
        }
        var user = who.user();
        if ((command.intents() & ~Intent.KNOWN) != 0) {
            outlet.close(CloseCode.INVALID_INTENTS, CloseCode.INVALID_INTENTS.reason());
            return;
        }
        var mine = services.accounts().guildsOf(user.id()).stream()
                .filter(command.shard()::has)
                .toList();
        if (!services.identifies().holds(mine.size())) {
            outlet.close(CloseCode.SHARDING_REQUIRED, CloseCode.SHARDING_REQUIRED.reason());
            return;
        }
        if (!services.identifies().take(user.id(), command.shard().index())) {
            outlet.refuse();
            return;
        }
        var id = newId();
        var session = new Session(id, who, command, this);
        enter(session, 0);
        attach(session, outlet);
        deliveries.own(session, SessionStart.ready(user, mine, id.toString(), resumeUrl, command.shard()));
        session.subscribe(
                mine.stream().map(guild -> subscription(session, guild)).toList());
        memberships.joinAll(session);
    }

    /// A session in one of its guilds, which its client has not opened.
    Subscription subscription(Session session, GuildId guild) {
        var fresh = new Subscription(this, session, guild);
        fresh.interest = passiveUpdates == null ? null : Interest.none();
        return fresh;
    }

    /// Sessions of `users` hear of the guild from now on; those that do already stay as they are. All sessions of the
    /// lane
    /// are looked at, as an index by user would cost each of them memory for what is rare.
    public void arrived(GuildId guild, Set<UserId> users) {
        assert lane.inLane();
        for (Session session : sessions.values()) {
            if (users.contains(session.user.id())) {
                memberships.joinToo(session, guild);
            } else {
                presence.arrived(session, guild, users);
            }
        }
    }

    /// Whoever has the session hands it over to this lane; see [Resumption].
    public void resume(Outlet outlet, Resume command) {
        assert lane.inLane();
        var who = signIn(command.token());
        if (who == null) {
            outlet.close(CloseCode.AUTHENTICATION_FAILED, CloseCode.AUTHENTICATION_FAILED.reason());
            return;
        }
        // one that was begun in another process may name a lane that there is not here
        Optional<SessionId> id =
                SessionId.parse(command.sessionId()).filter(known -> keeper != null || known.lane() < all.size());
        if (id.isEmpty()) {
            outlet.refuse();
            return;
        }
        var holder = all.get(id.get().lane() % all.size());
        tally.add(Meter.SESSION_LOOKUPS, 1);
        tally.add(Meter.SESSION_LOOKUPS_ELSEWHERE, holder == this ? 0 : 1);
        new Resumption(id.get(), who, command.seen(), this, outlet).askAt(holder);
    }

    /// The session with this id, if it is on this lane.
    @Nullable
    Session find(SessionId id) {
        return sessions.get(id.random());
    }

    /// The session with this random part of an id, if it is on this lane.
    @Nullable
    Session find(long random) {
        return sessions.get(random);
    }

    Iterable<Session> all() {
        return sessions.values();
    }

    /// Where the session with this id was handed to, if it was here.
    @Nullable
    LaneSessions whereTo(SessionId id) {
        return moved.get(id.random());
    }

    /// A session on its way to another lane.
    /// @param lastSeq its last `s`
    /// @param shown whom it shows
    record Given(int lastSeq, List<Carried> shown) {}

    Given giveTo(LaneSessions other, Session session) {
        var shown = presence.takeAway(session);
        int lastSeq = exit(session);
        if (other != this) {
            moved.put(session.id.random(), other);
            session.moved = true;
        }
        return new Given(lastSeq, shown);
    }

    /// A session of another process with this id goes on at `other`.
    void showOn(SessionId id, LaneSessions other) {
        if (other != this) {
            moved.put(id.random(), other);
        }
    }

    /// It does not go on there after all.
    void showNoMore(SessionId id) {
        moved.remove(id.random());
    }

    /// Takes a session in, without a socket, in no guild: [Memberships#joinAll] follows.
    /// @param seen the last `s` that its client has
    void take(Session session, Given given, int seen) {
        assert lane.inLane();
        session.home = this;
        if (session.kept != null) {
            session.kept.hold();
        }
        session.joining = 0;
        enter(session, given.lastSeq());
        moved.remove(session.id.random());
        var again = new ArrayList<Subscription>();
        for (Subscription old : session.subscriptions) {
            var fresh = new Subscription(this, session, old.guild);
            fresh.position = old.position;
            fresh.log = old.log;
            fresh.interest = old.interest == null ? null : old.interest.goingOn();
            fresh.rows = old.rows == null ? null : old.rows.goingOn(this, fresh);
            again.add(fresh);
        }
        session.subscribe(again);
        presence.bring(session, given.shown(), seen);
    }

    private void enter(Session session, int lastSeq) {
        deliveries.enter(session, lastSeq);
        sessions.put(session.id.random(), session);
        tally.add(Meter.SESSIONS_DETACHED, 1);
    }

    void detach(Session session) {
        assert lane.inLane();
        session.release(); // RESUMED, if it was to come, does not
        deliveries.detach(session);
        for (Subscription subscription : session.subscriptions) {
            if (subscription.rows != null) {
                subscription.rows.rest();
            }
        }
        park(session);
        presence.devices().cut(session);
        tally.add(Meter.SESSIONS, -1);
        tally.add(Meter.SESSIONS_DETACHED, 1);
    }

    /// It has no socket; it may be resumed for a while.
    void park(Session session) {
        session.detached(services.ticker().nanos() + limits.resumeWindowNanos());
        wheel.put(session);
    }

    /// Its user has gone with it, if this was its only session.
    void end(Session session) {
        if (sessions.get(session.id.random()) == session) {
            presence.devices().gone(session);
            expire(session);
        }
    }

    /// Nobody came back for it in time; whether its user still counts as there is for the presence server to find.
    void expire(Session session) {
        assert lane.inLane();
        if (sessions.get(session.id.random()) != session) {
            return;
        }
        presence.takeAway(session);
        exit(session);
        if (session.moved) {
            all.forEach(other -> other.lane.execute(() -> other.moved.remove(session.id.random())));
        }
        if (keeper != null) {
            keeper.forget(session);
        }
    }

    /// Op 9: the client starts afresh, on this socket or another.
    void refuse(Session session, @Nullable Outlet outlet) {
        end(session);
        if (outlet != null && outlet.open()) {
            outlet.refuse();
        }
    }

    void attach(Session session, Outlet outlet) {
        deliveries.attach(session, outlet);
        outlet.attach(session);
        session.heard();
        presence.devices().present(session);
        tally.add(Meter.SESSIONS_DETACHED, -1);
        tally.add(Meter.SESSIONS, 1);
    }

    /// Leaves its guilds and this lane; its last `s`.
    private int exit(Session session) {
        for (Subscription subscription : session.subscriptions) {
            if (subscription.live) {
                memberships.leave(subscription);
            }
        }
        tally.add(session.outlet == null ? Meter.SESSIONS_DETACHED : Meter.SESSIONS, -1);
        wheel.remove(session);
        sessions.remove(session.id.random());
        return deliveries.leave(session);
    }

    /// Closes the socket if what waits for it now still waits when the time is up.
    void watch(Session session, Outlet outlet) {
        session.watched(true);
        var stall = new Stall(outlet, services.ticker().nanos() + limits.queueNanosMax(), tally);
        wheel.put(stall);
        outlet.whenSent(() -> {
            wheel.remove(stall);
            if (outlet.equals(session.outlet)) {
                session.watched(false);
                deliveries.sent(session);
            }
        });
    }

    private @Nullable SignIn signIn(String token) {
        var grant = services.tokens().open(token).orElse(null);
        var user = grant == null ? null : services.accounts().user(grant.user());
        return grant == null || user == null ? null : new SignIn(user, grant);
    }

    /// Ends the sessions whose tokens count no more, resumable ones too. A session that is being handed over between
    /// lanes is looked at where it arrives.
    public void endRevoked() {
        assert lane.inLane();
        var over = sessions.values().stream()
                .filter(session -> !services.tokens().holds(session.grant))
                .toList();
        for (Session session : over) {
            var outlet = session.outlet;
            if (outlet == null) {
                end(session);
            } else {
                outlet.close(CloseCode.AUTHENTICATION_FAILED, "token revoked");
            }
        }
    }

    private SessionId newId() {
        long random = services.random().nextLong();
        while (sessions.containsKey(random) || moved.containsKey(random)) {
            random = services.random().nextLong();
        }
        return new SessionId(index, random);
    }
}
