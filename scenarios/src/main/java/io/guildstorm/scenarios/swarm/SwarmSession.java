package io.guildstorm.scenarios.swarm;

import io.guildstorm.scenarios.check.Indicators;
import io.guildstorm.scenarios.check.SessionAudit;
import io.guildstorm.scenarios.client.Attention;
import io.guildstorm.scenarios.client.Departure;
import io.guildstorm.scenarios.client.Event;
import io.guildstorm.scenarios.client.GatewaySession;
import io.guildstorm.scenarios.client.SessionEvents;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One passive subscriber: its connection, what it saw, and how long that took. Where its connection is cut on purpose,
/// the same object goes on if the session is resumed, and another one if its user starts afresh.
///
/// **Owner:** its event loop.
final class SwarmSession implements SessionEvents<Arrival> {
    private final SwarmLoop loop;
    private final SessionAudit audit;
    private final DelayBuckets delays = new DelayBuckets();
    private final Indicators indicators = new Indicators();
    private GatewaySession<Arrival> connection;
    private final boolean slow;
    private final Attention attention;
    private long startedNanos;
    private long dueNanos;
    private long inNanos;
    private boolean returning;
    private long cutNanos;
    private @Nullable Departure departure;
    private boolean settled;
    private long lastOfChannelNanos;
    private boolean blind;
    private long typingHeard;

    /// @param slow it stops reading once it is ready
    SwarmSession(SwarmLoop loop, int number, String token, double heartbeatPhase, boolean slow, Attention attention) {
        this(
                loop,
                number,
                token,
                heartbeatPhase,
                slow,
                attention,
                loop.context().ticker().nanos());
    }

    /// @param dueNanos when it was to begin to connect, which may be a while ago
    SwarmSession(
            SwarmLoop loop,
            int number,
            String token,
            double heartbeatPhase,
            boolean slow,
            Attention attention,
            long dueNanos) {
        this.loop = loop;
        this.audit = new SessionAudit(number);
        this.connection = new GatewaySession<>(loop.context(), token, heartbeatPhase, attention, this);
        this.attention = attention;
        this.slow = slow;
        this.startedNanos = loop.context().ticker().nanos();
        this.dueNanos = dueNanos;
    }

    /// Of the same user as `before`, whose connection was cut, and due since then.
    private SwarmSession(SwarmSession before) {
        this.loop = before.loop;
        this.audit = new SessionAudit(before.audit.session());
        this.connection = before.connection.successor(this);
        this.attention = before.attention;
        this.slow = before.slow;
        this.startedNanos = loop.context().ticker().nanos();
        this.dueNanos = before.dueNanos;
        this.returning = true;
    }

    SwarmLoop loop() {
        return loop;
    }

    /// When it last became ready, or was resumed.
    long inNanos() {
        return inNanos;
    }

    /// How long that took, from when it was to begin or its connection was to be cut.
    long waitNanos() {
        return inNanos - dueNanos;
    }

    /// Whether it has been cut and is to come back.
    boolean returning() {
        return returning;
    }

    /// Whether it goes on where it was.
    boolean resumes() {
        return departure != null && !connection.turnedAway();
    }

    boolean turnedAway() {
        return connection.turnedAway();
    }

    /// Its connection is gone, without a word to the server.
    /// @param due when that was to be
    /// @param resumes whether it will ask to go on where it was
    void cut(long due, boolean resumes) {
        returning = true;
        dueNanos = due;
        cutNanos = loop.context().ticker().nanos();
        if (!connection.ready()) return; // the server was faster
        Departure from = connection.cut();
        departure = resumes ? from : null;
        loop.left(this);
    }

    /// Who comes back for it, with a connection that is to be dialled: itself, or, where it cannot or will not resume,
    /// another session of its user.
    SwarmSession back() {
        boolean resumes = resumes();
        if (!resumes) {
            audit.abandoned(cutNanos);
            SwarmSession afresh = new SwarmSession(this);
            loop.sessions().add(afresh);
            return afresh;
        }
        startedNanos = loop.context().ticker().nanos();
        settled = false;
        audit.replaying(true);
        connection = connection.successor(this);
        connection.resumes(Objects.requireNonNull(departure));
        return this;
    }

    GatewaySession<Arrival> connection() {
        return connection;
    }

    boolean slow() {
        return slow;
    }

    boolean isPassive() {
        return attention == Attention.PASSIVE;
    }

    SessionAudit audit() {
        return audit;
    }

    DelayBuckets delays() {
        return delays;
    }

    @Override
    public void ready(long nanos) {
        inNanos = nanos;
        audit.ready(nanos);
        if (isPassive()) audit.passive();
        if (slow) {
            audit.excused();
            connection.stopReading();
        }
        settle(null);
    }

    @Override
    public void resumed(long nanos) {
        inNanos = nanos;
        audit.replaying(false);
        settle(null);
    }

    @Override
    public void failed(String reason) {
        settle(reason);
    }

    private void settle(@Nullable String failure) {
        if (settled) return;
        settled = true;
        loop.settled(this, failure);
    }

    @Override
    public void closed(int code, long nanos) {
        audit.closed(code, nanos);
        loop.closed(this, code);
    }

    /// See [SwarmCommand.ReadAgain].
    void readAgain() {
        if (slow) connection.readAgain();
    }

    /// See [SwarmCommand.Taken].
    void taken(long begunNanos, long answeredNanos) {
        audit.taken(begunNanos, answeredNanos);
        connection.probe();
    }

    /// How long after the call that took the channel from it had returned it still read a message event of the
    /// channel; below zero: it did not.
    long lateNanos() {
        return lastOfChannelNanos - audit.takenAnsweredNanos();
    }

    @Override
    public void probed() {
        blind = true;
        audit.forbidden();
    }

    /// Whether what comes of the channel was written when it had been taken from this session's user.
    boolean isBlind() {
        return blind;
    }

    /// Whether it is there and due what goes on in the channel.
    boolean seesChannel() {
        return connection.ready() && !isPassive() && !blind && audit.takenAnsweredNanos() == SessionAudit.NEVER;
    }

    /// Whom it shows as typing.
    Indicators indicators() {
        return indicators;
    }

    void heardTyping(int user, long nanos) {
        typingHeard++;
        indicators.typing(user, nanos);
    }

    /// How often it was told that somebody types.
    long typingHeard() {
        return typingHeard;
    }

    @Override
    public void event(Event<Arrival> event, int wireBytes, long nanos) {
        loop.reading(nanos);
        switch (event.kind()) {
            case MESSAGE -> {
                Arrival arrival = event.attached();
                if (arrival != null) {
                    arrival.payloadBytes(event.payloadBytes());
                    message(arrival, wireBytes, nanos);
                }
            }
            case PASSIVE_UPDATE -> loop.context().counters().passiveUpdate(event.payloadBytes());
            case TYPING -> {
                audit.transientEvent(loop.ledger());
                loop.typing(this, event.content().userId(), wireBytes, nanos);
            }
            case TRANSIENT -> audit.transientEvent(loop.ledger());
            case GARBLED -> audit.garbled(loop.ledger());
            case REVOKED -> audit.revoked(true);
            case GRANTED, GUILD_CREATE -> audit.revoked(false);
            case READY, RESUMED, OTHER -> {}
        }
    }

    private void message(Arrival arrival, int wireBytes, long nanos) {
        lastOfChannelNanos = nanos;
        var sighting = arrival.sighting();
        switch (sighting.seen().kind()) {
            case CREATE -> {
                boolean first = audit.create(sighting, loop.ledger());
                loop.said(this, sighting.seen().author());
                if (first && !slow)
                    loop.delivered(arrival, this, wireBytes, nanos); // how late it read says nothing of the server
            }
            case UPDATE -> audit.update(sighting, loop.ledger());
            case DELETE -> audit.delete(sighting, loop.ledger());
        }
    }

    /// Its heartbeat, or the end of waiting for it to become ready.
    void sweep(long nanos, long startTimeoutNanos) {
        if (!settled && nanos - startedNanos > startTimeoutNanos) {
            connection.fail("not ready within " + startTimeoutNanos / 1_000_000_000 + " s");
            settle("not ready within " + startTimeoutNanos / 1_000_000_000 + " s");
        }
        connection.sweep(nanos);
    }
}
