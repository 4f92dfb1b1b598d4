package io.guildstorm.server.gateway.session;

import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.Presence;
import io.guildstorm.server.wire.ShownStatus;
import java.util.Arrays;

/// A user whom sessions of a lane show: what its status is, and what each of them was told last. Sessions stand in
/// parallel arrays, as a popular user is shown by all of them.
///
/// **Owner:** the lane.
final class WatchedUser {
    /// Nobody knows what the client believes.
    static final short UNTOLD = -1;

    private static final Subscription[] NOBODY = {};

    final UserId user;
    private Subscription[] by = NOBODY;
    private short[] told = {};
    private int count;
    private ShownStatus status = ShownStatus.OFFLINE;
    /// Its presence server has answered.
    private boolean known;
    /// In the list of those that the end of a window tells of.
    boolean listed;

    WatchedUser(UserId user) {
        this.user = user;
    }

    boolean isKnown() {
        return known;
    }

    Presence presence() {
        return new Presence(user, status);
    }

    /// @return whether it was another before, or not known
    boolean becomes(ShownStatus now) {
        boolean other = !known || !status.equals(now);
        known = true;
        status = now;
        return other;
    }

    int watchers() {
        return count;
    }

    Subscription watcher(int index) {
        return by[index];
    }

    /// Whether the watcher, once it is told, knows something new.
    boolean isNewTo(int index) {
        return known && told[index] != (status.code() & 0xFF);
    }

    void tell(int index) {
        told[index] = (short) (status.code() & 0xFF);
    }

    void untell(Subscription watcher) {
        int index = indexOf(watcher);
        if (index >= 0) {
            told[index] = UNTOLD;
        }
    }

    int indexOf(Subscription watcher) {
        for (int i = 0; i < count; i++) {
            if (by[i] == watcher) {
                return i;
            }
        }
        return -1;
    }

    /// @param believes what its client was told before; 0: offline, or nothing
    void add(Subscription watcher, short believes) {
        if (count == by.length) {
            int room = Math.max(1, 2 * count);
            by = Arrays.copyOf(by, room);
            told = Arrays.copyOf(told, room);
        }
        by[count] = watcher;
        told[count++] = believes;
    }

    /// @return what it was told last; [#UNTOLD] where it does not watch
    short remove(Subscription watcher) {
        int index = indexOf(watcher);
        if (index < 0) {
            return UNTOLD;
        }
        short last = told[index];
        count--;
        by[index] = by[count];
        told[index] = told[count];
        by = count == 0 ? NOBODY : by;
        return last;
    }
}
