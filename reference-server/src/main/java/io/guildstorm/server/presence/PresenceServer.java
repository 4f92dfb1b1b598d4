package io.guildstorm.server.presence;

import io.guildstorm.server.model.UserId;
import io.guildstorm.server.presence.Presences.Beats;
import io.guildstorm.server.presence.Presences.Device;
import io.guildstorm.server.state.StatusBackup;
import io.guildstorm.server.wire.Presence;
import io.guildstorm.server.wire.Presence.Status;
import io.guildstorm.server.wire.ShownStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/// One presence server: what the devices of its users come to, and when who is told of it.
///
/// A change waits for `presence.debounce` from its beginning, not from the last flicker, so that who flickers without
/// end is told of once in that time and not never. Then it is told as it is by then, or not at all if it is what others
/// know already. Watchers are lanes, not sessions: a change costs a lane that shows the user one entry of one list.
///
/// A server that begins knows nothing, and says nothing until every lane has told it what it has.
///
/// **Owner:** its actor. Times are milliseconds of the node's ticker.
final class PresenceServer {
    static final long TICK_MILLIS = 100;

    private final PresenceSettings settings;
    private final StatusRules rules;
    private final List<? extends LanePresence> lanes;
    private final Counts counts;
    private final Long2ObjectHashMap<PresentUser> users = new Long2ObjectHashMap<>();
    private final DeviceWheel wheel;
    private final Outbox outbox;
    private final @Nullable BackupWrites backup;
    private final Learning learning;
    private final int debounceTicks;
    private final int ttlTicks;
    /// The debounce of each has begun, the earliest first.
    private ArrayDeque<PresentUser> waiting = new ArrayDeque<>();
    private int now;

    /// @param changes what clients say of their users, their coming and their going
    /// @param published what of it others are told
    /// @param learningMillis for how long servers that began knew nothing
    record Counts(LongAdder changes, LongAdder published, LongAdder learningMillis) {}

    /// What it works with.
    /// @param backup null: there is none
    record Parts(
            PresenceSettings settings,
            List<? extends LanePresence> lanes,
            @Nullable StatusBackup backup,
            Counts counts) {}

    /// @param index its number among the servers
    PresenceServer(int index, Parts parts, long nowMillis) {
        settings = parts.settings;
        lanes = parts.lanes;
        counts = parts.counts;
        backup = parts.backup == null ? null : new BackupWrites(parts.backup, index, settings);
        rules = new StatusRules(settings.idleAfter().toMillis());
        debounceTicks = ticks(settings.debounce().toMillis());
        ttlTicks = ticks(settings.ttl().toMillis());
        now = tick(nowMillis);
        wheel = new DeviceWheel(now);
        outbox = new Outbox(lanes);
        learning = new Learning(backup == null ? lanes.size() : lanes.size() + 1, nowMillis); // lanes, then the backup
        lanes.forEach(lane -> lane.reborn(index));
    }

    private static int ticks(long millis) {
        return Math.toIntExact(Math.ceilDiv(millis, TICK_MILLIS));
    }

    private static int tick(long millis) {
        return Math.toIntExact(millis / TICK_MILLIS);
    }

    /// What it is to load before it can speak; null: nothing.
    @Nullable
    StatusBackup backup() {
        return backup == null ? null : backup.backup();
    }

    /// Whether time has anything to do.
    boolean isRestless() {
        return !users.isEmpty() || outbox.isFull();
    }

    int users() {
        return users.size();
    }

    void present(Device told, long nowMillis) {
        now = Math.max(now, tick(nowMillis));
        var user = users.computeIfAbsent(told.user().value(), PresentUser::new);
        var device = user.device(told.id());
        boolean isNew = device == null;
        if (device == null) {
            device = new ConnectedDevice(told.id(), user);
            user.add(device);
        }
        boolean moved = isNew || device.lane != told.lane();
        device.lane = (short) told.lane();
        device.heard = now - ticks(told.silentMillis());
        device.say(
                told.said(),
                told.platform(),
                told.awayMillis() < 0 ? StatusRules.NEVER : now * TICK_MILLIS - told.awayMillis());
        wheel.put(device, dueOf(device));
        counts.changes.increment();
        toSave(user);
        if (!changed(user) && moved) {
            outbox.own(device, new ShownStatus(user.resolved).status());
        }
        if (isNew) {
            outbox.send(); // until then its session is in no list of who is online
        }
    }

    void gone(long userId, long deviceId) {
        var user = users.get(userId);
        var device = user == null ? null : user.device(deviceId);
        if (device != null) {
            counts.changes.increment();
            remove(device);
        }
    }

    private void remove(ConnectedDevice device) {
        wheel.remove(device);
        device.user.remove(device);
        outbox.own(device, Status.INVISIBLE); // a session without a socket may outlive it, and is listed no more
        toSave(device.user);
        changed(device.user);
        forgetIfUnneeded(device.user);
    }

    private void toSave(PresentUser user) {
        if (backup != null) {
            backup.changed(user, now * TICK_MILLIS);
        }
    }

    private void forgetIfUnneeded(PresentUser user) {
        if (!user.hasDevices() && user.watchedBy == 0 && !user.waits) {
            users.remove(user.id);
        }
    }

    /// Devices that are not known are to be told of.
    void beats(Beats beats, long nowMillis, Consumer<Beats> unknown) {
        now = Math.max(now, tick(nowMillis));
        for (int i = 0; i < beats.users().length; i++) {
            var user = users.get(beats.users()[i]);
            var device = user == null ? null : user.device(beats.devices()[i]);
            if (device == null) {
                unknown.accept(new Beats(
                        beats.lane(), beats.server(), new long[] {beats.users()[i]}, new long[] {beats.devices()[i]}));
            } else {
                device.heard = now;
            }
        }
    }

    void watch(int lane, long[] watched) {
        for (long id : watched) {
            var user = users.computeIfAbsent(id, PresentUser::new);
            user.watchedBy |= bit(lane);
            if (!learning.isUnderWay()) {
                outbox.told(lane, presence(user));
            }
        }
        outbox.send();
    }

    void unwatch(int lane, long[] watched) {
        for (long id : watched) {
            var user = users.get(id);
            if (user != null && lanes.size() <= Long.SIZE) { // else the bit may be another lane's, too
                user.watchedBy &= ~bit(lane);
                forgetIfUnneeded(user);
            }
        }
    }

    private static long bit(int lane) {
        return 1L << lane;
    }

    private static Presence presence(PresentUser user) {
        return new Presence(new UserId(user.id), user.published());
    }

    /// A lane has told all that it has.
    void announced(int lane, long nowMillis) {
        told(lane, nowMillis);
    }

    /// Once all have told what they have, it can say of everybody who is shown what is true.
    private void told(int teller, long nowMillis) {
        if (!learning.told(teller)) {
            return;
        }
        counts.learningMillis.add(learning.millis(nowMillis));
        for (PresentUser user : users.values()) {
            user.published = user.resolved;
            publish(user);
        }
        learning.answer();
        outbox.send();
    }

    /// What the server before knew. Devices that lanes have are left as those say; the others may come back, as if they
    /// had been heard of just now.
    /// @param saved empty: nothing, or nobody answered
    void restore(Map<Long, byte[]> saved, long nowMillis) {
        now = Math.max(now, tick(nowMillis));
        saved.forEach((id, bytes) -> {
            var user = users.computeIfAbsent(id, PresentUser::new);
            for (var was : SavedUser.decode(bytes).devices()) {
                if (user.device(was.id()) == null) {
                    restore(user, was);
                }
            }
            changed(user);
        });
        told(lanes.size(), nowMillis);
    }

    private void restore(PresentUser user, SavedUser.SavedDevice was) {
        var device = new ConnectedDevice(was.id(), user);
        device.lane = ConnectedDevice.NOWHERE;
        device.heard = now;
        device.say(
                was.said(),
                was.platform(),
                was.awayMillis() < 0 ? StatusRules.NEVER : now * TICK_MILLIS - was.awayMillis());
        user.add(device);
        wheel.put(device, dueOf(device));
    }

    void query(long[] asked, Consumer<List<Presence>> asker) {
        learning.whenOver(() -> {
            var shown = new ArrayList<Presence>();
            for (long id : asked) {
                var user = users.get(id);
                if (user != null && user.published != 0) {
                    shown.add(presence(user));
                }
            }
            asker.accept(shown);
        });
    }

    void hides(long userId, Consumer<Boolean> asker) {
        learning.whenOver(() -> {
            var user = users.get(userId);
            asker.accept(user != null && StatusRules.Manual.of(user) == StatusRules.Manual.INVISIBLE);
        });
    }

    /// To be called about once a [#TICK_MILLIS].
    void goOn(long nowMillis) {
        now = Math.max(now, tick(nowMillis));
        wheel.advance(now, this::due);
        tellDue();
        outbox.send();
        if (backup != null && !learning.isUnderWay()) {
            backup.write(nowMillis);
        }
    }

    private void tellDue() {
        int told = 0;
        while (!waiting.isEmpty() && waiting.element().dueTick <= now) {
            var user = waiting.remove();
            user.waits = false;
            tell(user);
            forgetIfUnneeded(user);
            told++;
        }
        if (waiting.isEmpty() && told > 0) {
            waiting = new ArrayDeque<>(); // a queue does not shrink, and a storm does not leave its length behind
        }
    }

    private void due(ConnectedDevice device) {
        if (settings.hasTtl() && device.heard + ttlTicks <= now) {
            remove(device);
            return;
        }
        changed(device.user);
        wheel.put(device, dueOf(device));
    }

    /// When time alone may change what it says; far away, if it never does.
    private int dueOf(ConnectedDevice device) {
        int expires = settings.hasTtl() ? device.heard + ttlTicks : Integer.MAX_VALUE;
        long idleFrom = rules.idleFromMillis(device);
        boolean turnsIdle = device.said() == Status.ONLINE && idleFrom != StatusRules.NEVER && tick(idleFrom) >= now;
        return turnsIdle ? Math.min(expires, tick(idleFrom) + 1) : expires;
    }

    /// Finds out what its devices come to now.
    /// @return whether the lanes of its devices are told so
    private boolean changed(PresentUser user) {
        byte before = user.resolved;
        user.resolved = rules.resolve(user, StatusRules.Manual.of(user), now * TICK_MILLIS)
                .code();
        var status = new ShownStatus(user.resolved).status();
        boolean other = new ShownStatus(before).status() != status;
        if (other) {
            user.forEach(device -> outbox.own(device, status));
        }
        if (user.resolved == user.published || user.waits || learning.isUnderWay()) {
            return other;
        }
        if (debounceTicks == 0) {
            tell(user);
            outbox.send();
        } else {
            user.waits = true;
            user.dueTick = now + debounceTicks;
            waiting.add(user);
        }
        return other;
    }

    private void tell(PresentUser user) {
        if (user.published != user.resolved) {
            user.published = user.resolved;
            counts.published.increment();
            publish(user);
        }
    }

    private void publish(PresentUser user) {
        for (int lane = 0; lane < lanes.size(); lane++) {
            if (!settings.subscriptions() || (user.watchedBy & bit(lane)) != 0) {
                outbox.told(lane, presence(user));
            }
        }
    }
}
