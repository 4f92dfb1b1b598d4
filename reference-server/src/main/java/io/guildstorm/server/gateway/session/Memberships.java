package io.guildstorm.server.gateway.session;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.gateway.frame.CloseCode;
import io.guildstorm.server.guild.Guilds;
import io.guildstorm.server.guild.Guilds.Joined;
import io.guildstorm.server.model.GuildEvent.AccessChanged;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.wire.EventBody;
import io.guildstorm.server.wire.SessionStart;
import io.guildstorm.server.wire.Viewport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the sessions of a lane come into the streams of their guilds and out of them.
///
/// A join is asked of the guild, which answers with its view and a position in the same turn in which it joins the
/// session to its fan-out; the answer is queued on the lane before the first event is, so no event can overtake
/// GUILD_CREATE, or what a resumed session still has to get from the log.
///
/// **Owner:** the lane.
final class Memberships {
    private final LaneSessions sessions;
    private final Guilds guilds;

    Memberships(LaneSessions sessions, Guilds guilds) {
        this.sessions = sessions;
        this.guilds = guilds;
    }

    /// All its guilds, those too that its user came into while it was between two lanes.
    void joinAll(Session session) {
        for (Subscription subscription : session.subscriptions) {
            join(subscription);
        }
        sessions.services().accounts().guildsOf(session.user.id()).forEach(guild -> joinToo(session, guild));
        if (session.joining == 0 && session.outlet != null) {
            session.outlet.signedIn(); // it is in no guild
        }
    }

    /// A guild that is new to the session, if it is on its shard.
    void joinToo(Session session, GuildId guild) {
        if (session.in(guild) != null || !session.shard.has(guild)) {
            return;
        }
        var fresh = sessions.subscription(session, guild);
        var all = new ArrayList<>(List.of(session.subscriptions));
        all.add(fresh);
        session.subscribe(all);
        session.whenUnknown(() -> {
            if (fresh.live) {
                join(fresh);
            }
        });
    }

    private void join(Subscription subscription) {
        subscription.asking = true;
        subscription.session.joining++;
        guilds.join(
                subscription.guild,
                subscription.session.user.id(),
                subscription,
                joined -> sessions.lane().execute(() -> joined(subscription, joined)));
    }

    private void joined(Subscription subscription, @Nullable Joined joined) {
        assert sessions.lane().inLane();
        if (!subscription.live) {
            return; // it left while the guild was asked, and said so
        }
        if (subscription.position == Subscription.NOT_CREATED) {
            begin(subscription, joined);
        } else {
            goOn(subscription, joined);
        }
        answered(subscription);
    }

    /// The guild does not owe it an answer any more.
    private static void answered(Subscription subscription) {
        if (!subscription.asking) {
            return;
        }
        subscription.asking = false;
        var session = subscription.session;
        session.joining--;
        if (session.joining == 0 && session.outlet != null) {
            session.outlet.signedIn();
        }
    }

    /// A session that was in the guild before.
    private void goOn(Subscription subscription, @Nullable Joined joined) {
        var session = subscription.session;
        var missed = joined == null ? Optional.<List<EncodedEvent>>empty() : missed(subscription, joined);
        if (joined == null || missed.isEmpty()) {
            sessions.refuse(session, session.outlet);
            return;
        }
        subscription.log = joined.log();
        missed.get().forEach(subscription::deliver);
        subscription.position = Math.max(subscription.position, joined.position());
        entered(subscription);
        sessions.presence().goOn(subscription);
    }

    /// It is as far as the guild. What its client asked for meanwhile, or on another lane, is due.
    private void entered(Subscription subscription) {
        subscription.joined = true;
        var rows = subscription.rows;
        if (rows != null) {
            rows.look();
        }
        var interest = subscription.interest;
        if (interest == null) {
            return;
        }
        if (interest.wantsPassive() != interest.isPassiveAtLast()) {
            askToTurn(subscription, interest);
        } else {
            answer(subscription, interest);
        }
    }

    /// What a session that comes back was not given; while it was passive, other events do not matter.
    private static Optional<List<EncodedEvent>> missed(Subscription subscription, Joined joined) {
        var log = joined.log();
        var all = log.between(subscription.position, joined.position());
        long passiveUpTo = subscription.interest == null ? Long.MIN_VALUE : subscription.interest.passiveUpTo();
        if (all.isPresent() || passiveUpTo <= subscription.position) {
            return all;
        }
        long turn = Math.min(passiveUpTo, joined.position());
        return log.betweenForPassive(subscription.position, turn)
                .flatMap(before -> log.between(turn, joined.position()).map(since -> {
                    var events = new ArrayList<>(before);
                    events.addAll(since);
                    return events;
                }));
    }

    /// The session's client has the guild open, or has it open no more.
    void attend(Session session, GuildId guild, boolean open) {
        var subscription = session.in(guild);
        var interest = subscription == null ? null : subscription.interest;
        if (subscription == null || interest == null || interest.wantsPassive() != open) {
            return; // it is so already
        }
        interest.want(!open);
        if (subscription.joined) {
            askToTurn(subscription, interest);
        }
    }

    /// The session's client shows other rows of a guild's lists of members.
    void look(Session session, GuildId guild, Viewport viewport) {
        var subscription = session.in(guild);
        if (subscription == null) {
            return; // as if it were not there
        }
        var rows = subscription.rows;
        if (rows == null && !viewport.isEmpty()) {
            rows = new ShownRows(sessions, subscription);
            subscription.rows = rows;
        }
        if (rows != null) {
            rows.show(viewport);
        }
    }

    /// What others are shown of its user is other than before.
    void turned(Session session) {
        for (Subscription subscription : session.subscriptions) {
            guilds.turned(subscription.guild, subscription);
        }
    }

    private void askToTurn(Subscription subscription, Interest interest) {
        boolean toPassive = interest.wantsPassive();
        guilds.turn(subscription.guild, subscription, position -> {
            interest.list(toPassive);
            sessions.lane().execute(() -> turned(subscription, interest, toPassive, position));
        });
    }

    private void turned(Subscription subscription, Interest interest, boolean toPassive, long after) {
        assert sessions.lane().inLane();
        if (!subscription.live) {
            return; // it asks again when it comes back
        }
        interest.turn(after, toPassive);
        if (toPassive) {
            interest.told(after);
        } else {
            answer(subscription, interest);
        }
    }

    /// A client that has opened the guild hears what is unread there.
    private void answer(Subscription subscription, Interest interest) {
        var updates = sessions.passiveUpdates();
        if (updates != null && interest.answer()) {
            updates.opened(subscription, interest);
        }
    }

    /// The first that a session hears of a guild.
    private void begin(Subscription subscription, @Nullable Joined joined) {
        var session = subscription.session;
        var member = joined == null ? null : joined.view().member(session.user.id());
        if (joined == null || member == null) {
            subscription.live = false;
            session.unsubscribe(subscription);
            tell(session, SessionStart.guildDelete(subscription.guild));
            return;
        }
        subscription.position = joined.position();
        subscription.log = joined.log();
        tell(
                session,
                SessionStart.guildCreate(
                        joined.view(), member, session.presence(), session.intents, session.largeThreshold));
        entered(subscription);
        sessions.presence().begin(subscription, joined.view());
    }

    private void tell(Session session, EventBody body) {
        if ((session.intents & body.intent()) == body.intent()) {
            sessions.deliveries().own(session, body);
        }
    }

    /// The session was given an event by which it sees other things than before.
    void turn(Subscription subscription, EventFilter passes) {
        var session = subscription.session;
        if (passes.expels(session.user.id())) {
            expelled(subscription);
            return;
        }
        sessions.deliveries().handTurn(subscription, passes);
        if (passes.event().event() instanceof AccessChanged change) {
            var turn = AccessTurn.of(change, passes.event().view(), session.user.id());
            turn.tells().forEach(body -> tell(session, body));
            if (subscription.interest != null && !turn.tells().isEmpty()) {
                subscription.interest.told(Interest.UNTOLD); // a channel that appears may have been spoken in long ago
            }
            if (turn.loses() && subscription.rows != null) {
                subscription.rows.afresh();
            }
            if (turn.loses()) {
                keepBackUnsent(session, "lost access with frames unsent");
            }
        }
    }

    /// The session is no member of a guild any more, by an event that it was just given.
    private void expelled(Subscription subscription) {
        var session = subscription.session;
        leave(subscription);
        sessions.presence().expelled(subscription);
        sessions.deliveries().closeRun(session);
        session.unsubscribe(subscription);
        tell(session, SessionStart.guildDelete(subscription.guild));
        keepBackUnsent(session, "left a guild with frames unsent");
        var now = guilds.view(subscription.guild);
        if (now != null && now.member(session.user.id()) != null) { // it has come back since, and was told of nothing
            joinToo(session, subscription.guild);
        }
    }

    /// What it may no longer see must not reach it later: what its socket did not take until now, it does not get.
    private void keepBackUnsent(Session session, String reason) {
        var outlet = session.outlet;
        if (outlet != null) {
            sessions.deliveries().push(session, outlet);
            if (outlet.waitingBytes() > 0) {
                outlet.close(CloseCode.RESUME, reason);
            }
        }
    }

    /// A part of the fan-out was lost: the session is told to resume; without a socket, its resume will fill the
    /// gap.
    void abandoned(Subscription subscription, String reason) {
        if (!subscription.live) {
            return;
        }
        leave(subscription);
        sessions.deliveries().closeRun(subscription.session);
        var outlet = subscription.session.outlet;
        if (outlet != null) {
            outlet.close(CloseCode.RESUME, reason);
        }
    }

    /// No event reaches it from now on, whatever is under way.
    void leave(Subscription subscription) {
        subscription.live = false;
        answered(subscription);
        sessions.presence().leave(subscription);
        guilds.leave(subscription.guild, subscription);
    }
}
