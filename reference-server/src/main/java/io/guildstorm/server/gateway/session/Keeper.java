package io.guildstorm.server.gateway.session;

import io.guildstorm.server.model.UserId;
import io.guildstorm.server.state.SharedState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps a lane's sessions where another process can take them up, behind their deliveries and at no cost to them.
///
/// A client may have had more than what is kept: events of its guild, which the log tells, so how far its numbers
/// reach follows from what the client says to have seen. What the log does not tell are frames of its own. So before
/// a session is given one, its record is taken back, and where nobody confirms that, the session starts afresh:
/// [Session#whenUnknown]. Changes of access need no such care, as they are barriers of the log.
///
/// **Owner:** the lane. Work of a sweep is bounded by [#PUTS_MAX].
final class Keeper {
    /// Records per sweep, some 10 µs each.
    private static final int PUTS_MAX = 256;
    /// Events after which a record is put anew; a log holds 2,048 and more.
    private static final int LAG_MAX = 256;

    private final LaneSessions sessions;
    private final SharedState state;
    private final ArrayDeque<Session> stale = new ArrayDeque<>();

    Keeper(LaneSessions sessions, SharedState state) {
        this.sessions = sessions;
        this.state = state;
    }

    void sweep(Iterable<Session> all) {
        if (!state.answers()) {
            return;
        }
        if (stale.isEmpty()) {
            all.forEach(this::look);
        }
        for (int left = PUTS_MAX; left > 0 && !stale.isEmpty(); left--) {
            put(stale.remove());
        }
    }

    /// Without a bound on the work: the last words of a lane.
    void keepAll(Iterable<Session> all) {
        all.forEach(this::put);
    }

    private void look(Session one) {
        var kept = one.kept;
        if (kept != null
                && kept.isStale(one, state.life(), sessions.deliveries().lastSeq(one), LAG_MAX)) {
            stale.add(one);
        }
    }

    private void put(Session one) {
        var kept = one.kept;
        if (kept == null || sessions.find(one.id) != one || !kept.mayBeTold(one)) {
            return;
        }
        int life = state.life(); // before: if it is another's by then, it is put once more
        int seq = sessions.deliveries().lastSeq(one);
        var record = SessionRecord.of(one, seq, sessions.deliveries().growing(one));
        if (state.put(one.id.toString(), record.encode(), lifetime(one))) {
            kept.told(one, life, seq);
        }
    }

    /// Until nobody could resume it any more, were it still here: a client that has gone without a word would be found
    /// out by then.
    private Duration lifetime(Session one) {
        var limits = sessions.limits();
        long nanos = one.outlet == null
                ? one.resumableUntilNanos() - sessions.services().ticker().nanos()
                : limits.silenceNanosMax() + limits.resumeWindowNanos();
        return Duration.ofMillis(Math.max(1, nanos / 1_000_000));
    }

    boolean isKnown(Session one) {
        return one.kept != null && one.kept.known();
    }

    /// Takes back what others could read of it; where that cannot be made sure, the session ends.
    /// @param then told on the lane whether the session is still here, and unknown to others
    void withdraw(Session one, Consumer<Boolean> then) {
        var kept = one.kept;
        if (kept == null || !kept.known()) {
            then.accept(true);
            return;
        }
        kept.withdrawing();
        state.remove(one.id.toString())
                .whenComplete((_, failure) -> sessions.lane().execute(() -> {
                    kept.withdrawn(failure == null);
                    boolean here = sessions.find(one.id) == one;
                    if (here && failure != null) {
                        sessions.refuse(one, one.outlet);
                    }
                    then.accept(here && failure == null);
                }));
    }

    /// It is over.
    void forget(Session one) {
        if (isKnown(one)) {
            state.remove(one.id.toString()); // where that fails it can be resumed, as if it had not ended
        }
    }

    /// A session that no lane of this process has.
    /// @param then told on the lane: null, if there is none, or it is another's, or somebody else was given it
    void take(SessionId id, UserId asker, Consumer<@Nullable SessionRecord> then) {
        state.read(id.toString())
                .thenCompose(seen -> SessionRecord.decode(seen, asker).isPresent()
                        ? state.take(id.toString())
                        : CompletableFuture.completedStage(Optional.<byte[]>empty()))
                .handle((taken, failure) ->
                        failure == null ? SessionRecord.decode(taken, asker) : Optional.<SessionRecord>empty())
                .thenAccept(record -> sessions.lane().execute(() -> then.accept(record.orElse(null))));
    }
}
