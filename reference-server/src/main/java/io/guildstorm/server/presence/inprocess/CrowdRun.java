package io.guildstorm.server.presence.inprocess;

import io.guildstorm.server.model.Ticker;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.presence.Presences;
import io.guildstorm.server.presence.Presences.Beats;
import io.guildstorm.server.presence.Presences.Device;
import io.guildstorm.server.presence.inprocess.PresenceCrowd.Report;
import io.guildstorm.server.presence.inprocess.PresenceCrowd.Stage;
import io.guildstorm.server.presence.inprocess.PresenceCrowd.Terms;
import io.guildstorm.server.wire.Presence;
import io.guildstorm.server.wire.Presence.Platform;
import io.guildstorm.server.wire.Presence.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/// One crowd from its first connect to its rest. Its users have the ids from 1, which no Snowflake has: those begin
/// with the milliseconds since an epoch.
///
/// **Owner:** the crowd's thread, which calls [#goOn] every [#TICK_MILLIS].
final class CrowdRun {
    static final long TICK_MILLIS = 10;

    /// A connect is a message to an actor: about as many as are taken up meanwhile.
    private static final int CONNECTS_A_TICK = 2_000;
    private static final long SOMEBODY_THERE = -1;
    private static final int FLAPS_EACH = 10;
    private static final int FLAP_SECONDS = 3;
    /// One that comes late is not the last.
    private static final int BEATS_A_TTL = 3;
    /// Behind the debounce, until all was told that is told in time.
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);
    /// For what is not told in time.
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Presences presences;
    private final int lane;
    private final Ticker ticker;
    private final Terms terms;
    private final CrowdStatuses statuses;
    private final int flapping;
    private final int ticksBetweenBeats;
    private Stage stage = Stage.CONNECTING;
    private int present;
    private long changes;
    private long changingNanos;
    private long lateNanos;
    private int tick;

    CrowdRun(Presences presences, int lane, Ticker ticker, Terms terms) {
        this.presences = presences;
        this.lane = lane;
        this.ticker = ticker;
        this.terms = terms;
        statuses = new CrowdStatuses(terms.users());
        flapping = Math.clamp((long) terms.changesPerSecond() * FLAP_SECONDS / FLAPS_EACH, 1, terms.users());
        ticksBetweenBeats =
                Math.clamp(presences.settings().ttl().toMillis() / BEATS_A_TTL / TICK_MILLIS, 1, Integer.MAX_VALUE);
    }

    void goOn() {
        long now = ticker.nanos();
        switch (stage) {
            case CONNECTING -> connect(now);
            case CHANGING -> change(now);
            case RESTING -> rest(now);
            case DONE -> {}
        }
        if (presences.settings().hasTtl()) {
            beat();
        }
        tick++;
    }

    private void connect(long now) {
        int from = present;
        for (; present < terms.users() && present - from < CONNECTS_A_TICK; present++) {
            say(present, Status.ONLINE, now);
        }
        watch(from, present);
        if (present == terms.users()) {
            stage = Stage.CHANGING;
            changingNanos = ticker.nanos();
        }
    }

    private void say(int user, Status status, long now) {
        statuses.say(user, status, now);
        present(user);
    }

    /// Tells the presence servers of it.
    void present(int user) {
        presences.present(new Device(lane, id(user), user, Platform.DESKTOP, statuses.said(user), SOMEBODY_THERE, 0));
    }

    private static UserId id(int user) {
        return new UserId(user + 1L);
    }

    private void watch(int from, int to) {
        var users = new ArrayList<UserId>(to - from);
        for (int user = from; user < to; user++) {
            users.add(id(user));
        }
        presences.watch(lane, users);
    }

    /// As many as the schedule asks for by now. The users of a group take turns until each has changed ten times, then
    /// it is another group's turn.
    private void change(long now) {
        long all = (long) terms.changesPerSecond() * terms.seconds();
        long due = Math.min(all, (now - changingNanos) * terms.changesPerSecond() / SECOND);
        if (changes < due) {
            lateNanos = Math.max(lateNanos, now - changingNanos - changes * SECOND / terms.changesPerSecond());
        }
        for (; changes < due; changes++) {
            long group = changes / ((long) flapping * FLAPS_EACH);
            int user = (int) ((group * flapping + changes % flapping) % terms.users());
            say(user, next(statuses.said(user)), now);
        }
        if (changes == all) {
            stage = Stage.RESTING;
        }
    }

    private static Status next(Status status) {
        return switch (status) {
            case ONLINE -> Status.IDLE;
            case IDLE -> Status.DND;
            case DND, INVISIBLE -> Status.ONLINE;
        };
    }

    private void rest(long now) {
        long rested = now
                - changingNanos
                - terms.seconds() * SECOND
                - presences.settings().debounce().toNanos();
        if (rested > REST_NANOS && (statuses.wrong() == 0 || rested > PATIENCE_NANOS)) {
            stage = Stage.DONE;
        }
    }

    /// Each user beats once in so many ticks.
    private void beat() {
        int turn = tick % ticksBetweenBeats;
        int from = (int) ((long) terms.users() * turn / ticksBetweenBeats);
        int to = Math.min(present, (int) ((long) terms.users() * (turn + 1) / ticksBetweenBeats));
        var users = new ArrayList<LongStream.Builder>();
        for (int server = 0; server < presences.settings().servers(); server++) {
            users.add(LongStream.builder());
        }
        for (int user = from; user < to; user++) {
            users.get(presences.serverOf(id(user))).add(id(user).value());
        }
        for (int server = 0; server < users.size(); server++) {
            long[] ids = users.get(server).build().toArray();
            if (ids.length > 0) {
                long[] devices = LongStream.of(ids).map(id -> id - 1).toArray();
                presences.beats(new Beats(lane, server, ids, devices));
            }
        }
    }

    void told(List<Presence> told) {
        long now = ticker.nanos();
        for (Presence presence : told) {
            long id = presence.user().value();
            if (id <= terms.users()) { // without subscriptions a lane is told of everybody
                int user = (int) id - 1;
                statuses.tell(user, presence.shown().status(), now, isChange(user));
            }
        }
    }

    /// What users say as they come is not one.
    private boolean isChange(int user) {
        return stage != Stage.CONNECTING && statuses.saidNanos(user) - changingNanos >= 0;
    }

    /// A presence server has to be told of all its users.
    void announce(int server) {
        var users = new ArrayList<UserId>();
        for (int user = 0; user < present; user++) {
            if (presences.serverOf(id(user)) == server) {
                present(user);
                users.add(id(user));
            }
        }
        presences.watch(lane, users);
    }

    void end() {
        var users = new ArrayList<UserId>(present);
        for (int user = 0; user < present; user++) {
            users.add(id(user));
        }
        presences.unwatch(lane, users);
        for (int user = 0; user < present; user++) {
            presences.gone(id(user), user);
        }
    }

    Report report() {
        return new Report(
                stage,
                terms.users(),
                present,
                changes,
                statuses.told(),
                statuses.wrong(),
                lateNanos,
                statuses.staleness());
    }
}
