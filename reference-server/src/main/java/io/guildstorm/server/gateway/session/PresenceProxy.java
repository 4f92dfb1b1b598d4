package io.guildstorm.server.gateway.session;

import io.guildstorm.server.gateway.session.SessionPresence.Carried;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.GuildView;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.presence.LanePresence;
import io.guildstorm.server.presence.PresenceSettings;
import io.guildstorm.server.presence.Presences;
import io.guildstorm.server.wire.Intent;
import io.guildstorm.server.wire.Presence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A lane's door to the presence servers: its sessions are devices there, and watch users through it.
///
/// **Owner:** the lane; presence servers reach it by tasks.
final class PresenceProxy implements LanePresence {
    private final LaneSessions sessions;
    private final Presences presences;
    private final PresenceSettings settings;
    private final LaneDevices devices;
    private final LaneWatchers watchers;
    private final PresenceTelling telling;

    PresenceProxy(LaneSessions sessions, Presences presences) {
        this.sessions = sessions;
        this.presences = presences;
        settings = presences.settings();
        devices = new LaneDevices(sessions, presences);
        telling = new PresenceTelling(
                sessions, settings, (user, where) -> watchers().left(user, where));
        watchers = new LaneWatchers(sessions, presences, telling);
    }

    private LaneWatchers watchers() {
        return watchers;
    }

    LaneDevices devices() {
        return devices;
    }

    /// The session was told of the guild for the first time. In a small one it shows everybody.
    void begin(Subscription where, GuildView view) {
        var session = where.session;
        if (!Intent.GUILD_PRESENCES.in(session.intents)) {
            return;
        }
        telling.listen(where);
        if (!settings.lazy() && view.members().size() <= Presences.MEMBERS_MAX) {
            query(where, idsOf(view));
        }
        if (showsAll(session, view)) {
            watchers.show(where, idsOf(view));
        }
        watchers.goOn(where); // its client may have asked before it had the guild
    }

    private boolean showsAll(Session session, GuildView view) {
        return settings.subscriptions() && view.members().size() <= session.largeThreshold;
    }

    /// These are members of the guild since now.
    void arrived(Session session, GuildId guild, Collection<UserId> users) {
        var where = session.in(guild);
        var view = sessions.services().guilds().view(guild);
        if (where != null && where.live && view != null && showsAll(session, view)) {
            watchers.show(where, users);
        }
    }

    private static List<UserId> idsOf(GuildView view) {
        var ids = new ArrayList<UserId>();
        view.members().forEach(member -> ids.add(member.user().id()));
        return ids;
    }

    private void query(Subscription where, Collection<UserId> users) {
        presences
                .query(users)
                .whenComplete((found, failure) -> sessions.lane().execute(() -> {
                    if (failure == null && where.live) { // else the next change tells
                        telling.tellAtOnce(where, found);
                    }
                }));
    }

    /// It was resumed, and is as far as the guild.
    void goOn(Subscription where) {
        if (Intent.GUILD_PRESENCES.in(where.session.intents)) {
            telling.listen(where);
            watchers.goOn(where);
        }
    }

    /// It has left the guild, or the lane.
    void leave(Subscription where) {
        telling.listenNoMore(where);
    }

    /// Its user is no member any more.
    void expelled(Subscription where) {
        watchers.hide(where);
    }

    /// Its client shows these members from now on, beside others; none: no member of the guild any more.
    void show(Subscription where, Collection<UserId> users) {
        if (users.isEmpty()) {
            watchers.hide(where);
        } else if (settings.subscriptions()) {
            watchers.show(where, users);
        } else if (Intent.GUILD_PRESENCES.in(where.session.intents)) {
            query(where, users);
        }
    }

    /// @return what the session showed on this lane, for [#bring]
    List<Carried> takeAway(Session session) {
        var presence = session.presencesOrNull();
        if (presence != null) {
            presence.forgetWaiting();
        }
        return watchers.takeAway(session);
    }

    /// @param seen the last number that its client has
    void bring(Session session, List<Carried> carried, int seen) {
        var presence = session.presencesOrNull();
        boolean believed = presence == null || presence.isKnownBy(seen);
        watchers.bring(session, carried, believed);
        if (presence != null) {
            presence.startAfresh();
        }
    }

    void sweep() {
        devices.sweep();
    }

    @Override
    public void told(List<Presence> changed) {
        sessions.lane().execute(() -> take(changed));
    }

    private void take(List<Presence> changed) {
        assert sessions.lane().inLane();
        var answers = new ArrayList<WatchedUser>();
        for (Presence presence : changed) {
            if (!settings.subscriptions()) {
                telling.changedForAll(presence);
                continue;
            }
            var user = watchers.find(presence.user());
            if (user != null && !user.isKnown()) {
                user.becomes(presence.shown());
                answers.add(user);
            } else if (user != null && user.becomes(presence.shown())) {
                telling.changed(user);
            }
        }
        telling.tellAtOnce(answers, _ -> true);
        telling.tell();
    }

    @Override
    public void own(List<Own> changed) {
        sessions.lane().execute(() -> {
            for (Own own : changed) {
                var session = sessions.find(own.device());
                if (session != null) {
                    session.shownAs(own.status());
                }
            }
        });
    }

    @Override
    public void unknown(long device) {
        sessions.lane().execute(() -> {
            var session = sessions.find(device);
            if (session != null && devices.isPresent(session)) {
                devices.present(session);
            }
        });
    }

    @Override
    public void reborn(int server) {
        sessions.lane().execute(() -> {
            devices.announce(server, sessions.all());
            if (settings.subscriptions()) {
                watchers.announce(server);
            }
            presences.announced(sessions.index(), server);
        });
    }
}
