package io.guildstorm.scenarios.swarm.presence;

import io.guildstorm.scenarios.check.Status;
import io.guildstorm.scenarios.check.StatusJournal.How;
import io.guildstorm.scenarios.check.StatusJournal.Row;
import io.guildstorm.scenarios.client.PresenceEvents;
import io.guildstorm.scenarios.client.PresenceSession;
import io.guildstorm.scenarios.presence.Radio;
import io.guildstorm.scenarios.presence.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One user of the storm with its client: what it does, and what it is told. After it was cut it may have a second
/// session.
///
/// **Owner:** the event loop.
final class Watcher implements PresenceEvents {
    /// So that the payload that says whom a client shows is not too long.
    private static final int IDS_AT_ONCE = 100;

    private final Crowd crowd;
    private final Person person;
    private final List<Watching> watchings = new ArrayList<>();
    private @Nullable PresenceSession session;
    private @Nullable Radio radio;
    private long dueNanos;
    private boolean settled;

    /// Who it is.
    /// @param number among all users of the storm
    /// @param shown guild → ids of those whom it shows as its members
    record Person(int number, long id, String token, Role role, int guilds, Map<String, List<String>> shown) {
        Set<Long> shownIds() {
            Set<Long> ids = new HashSet<>();
            shown.values().forEach(members -> members.forEach(id -> ids.add(Long.parseLong(id))));
            return ids;
        }
    }

    Watcher(Crowd crowd, Person person) {
        this.crowd = crowd;
        this.person = person;
    }

    /// Begins a session.
    /// @param due when it was to begin
    PresenceSession begin(PresenceSession.Loop loop, double heartbeatPhase, long due) {
        dueNanos = due;
        settled = false;
        watchings.add(new Watching(person.shownIds()));
        PresenceSession begun = new PresenceSession(
                loop, new PresenceSession.Self(person.id(), person.token(), person.guilds(), heartbeatPhase), this);
        session = begun;
        return begun;
    }

    Person person() {
        return person;
    }

    List<Watching> watchings() {
        return watchings;
    }

    boolean isReady() {
        return session != null && session.isReady();
    }

    void sweep(long nanos) {
        if (session != null) session.sweep(nanos);
    }

    @Override
    public void ready(long startedNanos, long nanos) {
        did(Status.ONLINE, How.READY, dueNanos, startedNanos);
        PresenceSession its = session;
        if (crowd.asks() && its != null) person.shown().forEach((guild, members) -> show(its, guild, members));
        watchings.getLast().begin(nanos);
        settle(null);
    }

    private static void show(PresenceSession session, String guild, List<String> members) {
        for (int from = 0; from < members.size(); from += IDS_AT_ONCE)
            session.show(guild, members.subList(from, Math.min(from + IDS_AT_ONCE, members.size())));
    }

    @Override
    public void ended(int code, String why) {
        long now = crowd.now();
        if (watchings.getLast().fromNanos() != null) {
            did(Status.OFFLINE, How.CUT, now, now);
            crowd.closed(code);
        }
        watchings.getLast().end(now);
        settle(why);
    }

    private void settle(@Nullable String failure) {
        if (settled) return;
        settled = true;
        crowd.settled(failure);
    }

    @Override
    public void told(long user, Status status, long nanos) {
        watchings.getLast().told(user, status, nanos);
    }

    @Override
    public void dispatch(int statuses, int wireBytes, long nanos) {
        crowd.traffic().dispatch(statuses, wireBytes, nanos);
        if (radio != null) radio.received(statuses, wireBytes, nanos);
    }

    /// It is a phone whose screen is off: its radio is woken by what comes.
    void listenBy(Radio its) {
        radio = its;
    }

    /// From now on its client shows nobody, and need not know what is true.
    void showNobody() {
        if (session == null || !session.isReady()) return;
        person.shown().keySet().forEach(session::showNobody);
        watchings.getLast().end(crowd.now());
    }

    /// Says that it is something else now.
    void change(Status to, long intendedNanos) {
        if (session == null || !session.isReady()) return;
        did(to, How.CHANGED, intendedNanos, crowd.now());
        session.change(to);
    }

    void sayGoodbye(long intendedNanos) {
        if (session == null || !session.isReady()) return;
        leave(How.GOODBYE, intendedNanos);
        session.sayGoodbye();
    }

    void cut(long intendedNanos) {
        if (session == null || !session.isReady()) return;
        leave(How.CUT, intendedNanos);
        session.cut();
    }

    private void leave(How how, long intendedNanos) {
        long now = crowd.now();
        did(Status.OFFLINE, how, intendedNanos, now);
        watchings.getLast().end(now);
    }

    private void did(Status status, How how, long intendedNanos, long nanos) {
        crowd.journal().add(new Row(person.id(), status, how, intendedNanos, nanos));
    }
}
