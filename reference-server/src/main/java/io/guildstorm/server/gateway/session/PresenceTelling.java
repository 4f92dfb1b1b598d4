package io.guildstorm.server.gateway.session;

import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.presence.PresenceSettings;
import io.guildstorm.server.wire.Presence;
import io.guildstorm.server.wire.PresenceEvents;
import io.guildstorm.server.wire.PresenceEvents.Told;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Tells sessions of presences: what changes within one window, which begins with the first change, goes to each of
/// them
/// in one dispatch, or in one for each user where its client knows no other.
///
/// A session is told what it does not know yet, so that a user who is back to what it was costs nobody anything. One
/// whose socket has too much to take is told nothing until that is gone, then all that it missed. What a session was
/// told without having a socket, or did not take, it is told anew when it is resumed.
///
/// **Owner:** the lane. Frames are made a slice of sessions at a time.
final class PresenceTelling {
    /// Sessions before other work of the lane gets its turn: some 2 µs each.
    private static final int SLICE = 256;

    private final LaneSessions sessions;
    private final PresenceSettings settings;
    /// Told of watchers in guilds that the user has left.
    private final BiConsumer<WatchedUser, Subscription> left;
    private final List<WatchedUser> changed = new ArrayList<>();
    /// Without subscriptions: what all sessions of a user's guilds are told.
    private final Map<UserId, Presence> ofAll = new LinkedHashMap<>();

    private final Map<GuildId, List<Subscription>> listeners = new HashMap<>();
    private final ArrayDeque<Session> ready = new ArrayDeque<>();
    private boolean windowOpen;
    private boolean sending;

    PresenceTelling(LaneSessions sessions, PresenceSettings settings, BiConsumer<WatchedUser, Subscription> left) {
        this.sessions = sessions;
        this.settings = settings;
        this.left = left;
    }

    /// The status of a user has become another for those who show it.
    void changed(WatchedUser user) {
        if (!user.listed) {
            user.listed = true;
            changed.add(user);
        }
    }

    /// The status of a user has become another for all in its guilds.
    void changedForAll(Presence presence) {
        ofAll.put(presence.user(), presence);
    }

    /// What changed is told now, or when the window ends.
    void tell() {
        if (settings.batch().isZero()) {
            endWindow();
        } else if (!windowOpen && !(changed.isEmpty() && ofAll.isEmpty())) {
            windowOpen = true;
            sessions.lane().later(this::endWindow, settings.batch().toNanos());
        }
    }

    private void endWindow() {
        assert sessions.lane().inLane();
        windowOpen = false;
        for (WatchedUser user : changed) {
            user.listed = false;
            gather(user, _ -> true, Meter.PRESENCE_TOLD);
        }
        changed.clear();
        ofAll.values().forEach(this::gatherForAll);
        ofAll.clear();
        send();
    }

    /// Those who came to show a user are told at once.
    void tellAtOnce(List<WatchedUser> users, Predicate<Subscription> whom) {
        users.forEach(user -> gather(user, whom, Meter.PRESENCE_QUERIED));
        send();
    }

    /// @param whom whose watchers: the walk goes from the last to the first, as one that has left is taken out
    private void gather(WatchedUser user, Predicate<Subscription> whom, Meter meter) {
        GuildId guild = null;
        Told told = null;
        for (int i = user.watchers() - 1; i >= 0; i--) {
            var where = user.watcher(i);
            if (!whom.test(where) || !user.isNewTo(i) || !isReached(where)) {
                continue;
            }
            if (!where.guild.equals(guild)) {
                guild = where.guild;
                told = toldIn(guild, user.presence());
            }
            if (told == null) {
                left.accept(user, where);
            } else {
                user.tell(i);
                await(where.session, told, meter);
            }
        }
    }

    private static boolean isReached(Subscription where) {
        return where.live && where.joined && where.session.outlet != null && !where.session.presences().behind;
    }

    /// Null: the user is no member any more.
    private @Nullable Told toldIn(GuildId guild, Presence presence) {
        var view = sessions.services().guilds().view(guild);
        return view == null || view.member(presence.user()) == null ? null : new Told(presence, guild);
    }

    /// A session is in a guild, as far as presences go without subscriptions.
    void listen(Subscription where) {
        if (!settings.subscriptions()) {
            listeners.computeIfAbsent(where.guild, _ -> new ArrayList<>()).add(where);
        }
    }

    void listenNoMore(Subscription where) {
        var all = listeners.get(where.guild);
        if (all != null && all.remove(where) && all.isEmpty()) {
            listeners.remove(where.guild);
        }
    }

    private void gatherForAll(Presence presence) {
        for (GuildId guild : sessions.services().accounts().guildsOf(presence.user())) {
            var told = new Told(presence, guild);
            for (Subscription where : listeners.getOrDefault(guild, List.of())) {
                if (!where.session.user.id().equals(presence.user())) {
                    await(where.session, told, Meter.PRESENCE_TOLD);
                }
            }
        }
    }

    /// A session is told of members of a guild, whatever it shows.
    void tellAtOnce(Subscription where, List<Presence> presences) {
        for (Presence presence : presences) {
            if (!presence.user().equals(where.session.user.id())) {
                await(where.session, new Told(presence, where.guild), Meter.PRESENCE_QUERIED);
            }
        }
        send();
    }

    private void await(Session session, Told told, Meter meter) {
        sessions.tally().add(meter, 1);
        if (session.presences().await(told)) {
            ready.add(session);
        }
    }

    private void send() {
        if (!sending && !ready.isEmpty()) {
            sending = true;
            sendSlice();
        }
    }

    private void sendSlice() {
        for (int left = SLICE; left > 0 && !ready.isEmpty(); left--) {
            send(ready.remove());
        }
        sending = !ready.isEmpty();
        if (sending) {
            sessions.lane().nextTurn(this::sendSlice);
        }
    }

    private void send(Session session) {
        var presence = session.presences();
        if (sessions.find(session.id) != session) {
            return; // it has gone, and gave up what waited
        }
        var outlet = session.outlet;
        if (outlet == null && settings.subscriptions()) {
            presence.forgetWaiting();
        } else if (outlet != null && settings.subscriptions() && isFull(outlet)) {
            fallBehind(session, outlet);
        } else {
            var told = presence.takeWaiting();
            session.whenUnknown(() -> dispatch(session, told));
        }
    }

    private boolean isFull(Outlet outlet) {
        return outlet.waitingBytes() > sessions.limits().queueBytesMax() / 2;
    }

    private void fallBehind(Session session, Outlet outlet) {
        var presence = session.presences();
        presence.forgetWaiting();
        presence.behind = true;
        outlet.whenSent(() -> {
            presence.behind = false;
            if (outlet.equals(session.outlet)) {
                tellAll(session);
            }
        });
    }

    /// As if it knew nothing.
    private void tellAll(Session session) {
        var presence = session.presences();
        var shown = new ArrayList<WatchedUser>();
        for (int i = 0; i < presence.count(); i++) {
            presence.user(i).untell(presence.where(i));
            shown.add(presence.user(i));
        }
        tellAtOnce(shown, watcher -> watcher.session == session);
    }

    private void dispatch(Session session, List<Told> told) {
        if (told.isEmpty()) {
            return;
        }
        var frames = session.client.batchAware()
                ? PresenceEvents.updates(told)
                : told.stream().map(Told::alone).toList();
        for (var frame : frames) {
            // without subscriptions nobody remembers what it was told, so a resume has to repeat it
            sessions.deliveries().own(session, frame, settings.subscriptions() ? PresenceEvents.NOTHING_NEW : frame);
            sessions.tally().add(Meter.PRESENCE_DISPATCHES, 1);
            sessions.tally().add(Meter.PRESENCE_BYTES, frame.afterSequence().length);
        }
        session.presences().told(sessions.deliveries().lastSeq(session));
    }
}
