package io.guildstorm.server.gateway.session;

import io.guildstorm.server.model.GuildId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells the passive sessions of a lane what is unread: once in `passive.interval`, if anything was said that
/// they see, and when their client opens a guild, as what is said from then on comes as messages.
///
/// A round goes [#SLICE] sessions at a time, as a fan-out does, so that sockets and other work of the lane wait
/// for a slice and not for the round. One that comes due while another is under way waits for its end.
///
/// **Owner:** the lane.
final class PassiveUpdates {
    /// Sessions before other work of the lane gets its turn.
    private static final int SLICE = 128;

    private final LaneSessions sessions;
    private final PassiveTerms terms;
    private final ArrayDeque<Session> round = new ArrayDeque<>();
    /// What is unread in each guild, for all sessions of the round.
    private final Map<GuildId, UnreadMarks> marks = new HashMap<>();
    private long nextNanos;

    PassiveUpdates(LaneSessions sessions, PassiveTerms terms) {
        this.sessions = sessions;
        this.terms = terms;
        nextNanos = now() + terms.interval().toNanos();
    }

    /// @param all sessions of the lane
    void sweep(Iterable<Session> all) {
        if (now() - nextNanos < 0 || !round.isEmpty()) {
            return;
        }
        nextNanos = now() + terms.interval().toNanos();
        all.forEach(round::add);
        run();
    }

    private void run() {
        assert sessions.lane().inLane();
        for (int left = SLICE; left > 0 && !round.isEmpty(); left--) {
            update(round.remove());
        }
        if (round.isEmpty()) {
            marks.clear();
        } else {
            sessions.lane().nextTurn(this::run);
        }
    }

    private void update(Session session) {
        if (sessions.find(session.id) != session) {
            return; // it ended, or went to another lane
        }
        for (Subscription subscription : session.subscriptions) {
            var interest = subscription.interest;
            if (interest != null && interest.isPassiveAtLast() && subscription.live && subscription.joined) {
                var unread = unreadIn(subscription.guild);
                if (unread != null) {
                    tell(subscription, interest, unread, UnreadMarks.Ask.IF_ANYTHING_IS_NEW);
                }
            }
        }
    }

    /// The session's client has opened a guild: what it was not given until now is told by one frame, and it is
    /// told so even if there was nothing.
    void opened(Subscription subscription, Interest interest) {
        var unread = fresh(subscription.guild);
        if (unread != null) {
            tell(subscription, interest, unread, UnreadMarks.Ask.IN_ANY_CASE);
        }
    }

    private void tell(Subscription subscription, Interest interest, UnreadMarks unread, UnreadMarks.Ask ask) {
        var session = subscription.session;
        var body = unread.bodyFor(subscription, interest.toldUpTo(), ask);
        if (body == null) {
            return;
        }
        interest.told(unread.upTo());
        if ((session.intents & body.intent()) == body.intent()) {
            sessions.deliveries().own(session, body);
        }
    }

    private @Nullable UnreadMarks unreadIn(GuildId guild) {
        var known = marks.get(guild);
        if (known != null && known.isOf(sessions.services().guilds().view(guild))) {
            return known;
        }
        var fresh = fresh(guild);
        if (fresh != null) {
            marks.put(guild, fresh);
        }
        return fresh;
    }

    private @Nullable UnreadMarks fresh(GuildId guild) {
        return UnreadMarks.of(guild, sessions.services().guilds(), terms.update());
    }

    private long now() {
        return sessions.services().ticker().nanos();
    }
}
