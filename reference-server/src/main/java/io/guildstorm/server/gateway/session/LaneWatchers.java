package io.guildstorm.server.gateway.session;

import io.guildstorm.server.gateway.session.SessionPresence.Carried;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.presence.Presences;
import io.guildstorm.server.wire.Intent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/// Who of a lane's sessions shows whom: the lane subscribes to each user once for all of them, and keeps what it was
/// told, so that a session that comes to show a user whom another shows already costs the presence server nothing.
///
/// A session shows at most `presence.visible` users, over all its guilds; those that it has shown longest make room.
///
/// **Owner:** the lane.
final class LaneWatchers {
    private final LaneSessions sessions;
    private final Presences presences;
    private final PresenceTelling telling;
    private final Long2ObjectHashMap<WatchedUser> watched = new Long2ObjectHashMap<>();

    LaneWatchers(LaneSessions sessions, Presences presences, PresenceTelling telling) {
        this.sessions = sessions;
        this.presences = presences;
        this.telling = telling;
    }

    /// The session's client shows these members of a guild, beside those that it showed before.
    void show(Subscription where, Collection<UserId> users) {
        var session = where.session;
        if (!Intent.GUILD_PRESENCES.in(session.intents)) {
            return;
        }
        var presence = session.presences();
        var fresh = new ArrayList<WatchedUser>();
        var asked = new ArrayList<UserId>();
        for (UserId id : users) {
            if (id.equals(session.user.id()) || !isMember(where.guild, id)) {
                continue;
            }
            var known = watched.get(id.value());
            if (known == null || !presence.renew(known, where)) {
                fresh.add(watch(presence, where, id, (short) 0, asked));
            }
        }
        presences.watch(sessions.index(), asked);
        makeRoom(presence); // behind it: of more than fit, some go again at once
        telling.tellAtOnce(fresh, watcher -> watcher == where);
    }

    private boolean isMember(GuildId guild, UserId user) {
        var view = sessions.services().guilds().view(guild);
        return view != null && view.member(user) != null;
    }

    private WatchedUser watch(
            SessionPresence presence, Subscription where, UserId id, short believes, List<UserId> asked) {
        var user = watched.get(id.value());
        if (user == null) {
            user = new WatchedUser(id);
            watched.put(id.value(), user);
            asked.add(id);
        }
        user.add(where, believes);
        presence.add(user, where);
        return user;
    }

    private void makeRoom(SessionPresence presence) {
        var unneeded = new ArrayList<UserId>();
        while (presence.count() > presences.settings().visible()) {
            unwatch(presence, 0, unneeded);
        }
        presences.unwatch(sessions.index(), unneeded);
    }

    private short unwatch(SessionPresence presence, int index, List<UserId> unneeded) {
        return unwatch(presence.user(index), presence.where(index), unneeded);
    }

    private short unwatch(WatchedUser user, Subscription where, List<UserId> unneeded) {
        where.session.presences().remove(user, where);
        short told = user.remove(where);
        if (user.watchers() == 0) {
            watched.remove(user.user.value());
            unneeded.add(user.user);
        }
        return told;
    }

    /// It shows nobody of the guild any more.
    void hide(Subscription where) {
        var presence = where.session.presencesOrNull();
        if (presence != null) {
            hideIf(presence, at -> at == where);
        }
    }

    /// It has gone from the lane.
    /// @return what it showed
    List<Carried> takeAway(Session session) {
        var presence = session.presencesOrNull();
        return presence == null ? List.of() : hideIf(presence, _ -> true);
    }

    private List<Carried> hideIf(SessionPresence presence, Predicate<Subscription> isOver) {
        var unneeded = new ArrayList<UserId>();
        var carried = new ArrayList<Carried>();
        for (int i = 0; i < presence.count(); ) {
            var user = presence.user(i);
            var where = presence.where(i);
            if (isOver.test(where)) {
                carried.add(new Carried(where.guild, user.user, unwatch(presence, i, unneeded)));
            } else {
                i++;
            }
        }
        presences.unwatch(sessions.index(), unneeded);
        return carried;
    }

    /// A session that came from another lane shows what it showed there.
    /// @param believed whether it has taken all that it was told
    void bring(Session session, List<Carried> carried, boolean believed) {
        var asked = new ArrayList<UserId>();
        for (Carried one : carried) {
            var where = session.in(one.guild());
            if (where != null) {
                short believes = believed ? one.told() : WatchedUser.UNTOLD;
                watch(session.presences(), where, one.user(), believes, asked);
            }
        }
        presences.watch(sessions.index(), asked);
    }

    /// The session is as far as its guild: what it missed there is told.
    void goOn(Subscription where) {
        var presence = where.session.presencesOrNull();
        if (presence == null) {
            return;
        }
        var shown = new ArrayList<WatchedUser>();
        for (int i = 0; i < presence.count(); i++) {
            if (presence.where(i) == where) {
                shown.add(presence.user(i));
            }
        }
        telling.tellAtOnce(shown, watcher -> watcher == where);
    }

    /// Somebody is no member of the guild any more.
    void left(WatchedUser user, Subscription where) {
        var unneeded = new ArrayList<UserId>();
        unwatch(user, where, unneeded);
        presences.unwatch(sessions.index(), unneeded);
    }

    @Nullable
    WatchedUser find(UserId user) {
        return watched.get(user.value());
    }

    /// Its presence server knows nothing any more.
    void announce(int server) {
        var its = new ArrayList<UserId>();
        for (WatchedUser user : watched.values()) {
            if (presences.serverOf(user.user) == server) {
                its.add(user.user);
            }
        }
        presences.watch(sessions.index(), its);
    }
}
