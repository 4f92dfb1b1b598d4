package io.guildstorm.server.gateway.session;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.UserId;
import io.guildstorm.server.wire.PresenceEvents.Told;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one session shows of others' presence: the users, the one shown longest first, and what it is to be told next.
///
/// **Owner:** the lane of the session.
final class SessionPresence {
    private static final int FEWEST = 8;
    private static final int UNSENT = Integer.MAX_VALUE;

    private WatchedUser[] users = new WatchedUser[FEWEST];
    private Subscription[] in = new Subscription[FEWEST];
    private int count;
    private List<Told> waiting = new ArrayList<>(0);
    /// The number of the last frame that told of presences; 0: none did; [#UNSENT]: something did not become one.
    private int lastTold;
    /// Its socket has too much to take; all is told anew behind that.
    boolean behind;

    /// A user in a guild, as a session takes it along to another lane.
    record Carried(GuildId guild, UserId user, short told) {}

    int count() {
        return count;
    }

    /// To be told with what else waits.
    /// @return whether nothing waited before
    boolean await(Told told) {
        waiting.add(told);
        return waiting.size() == 1;
    }

    List<Told> takeWaiting() {
        var all = waiting;
        waiting = new ArrayList<>(0);
        return all;
    }

    /// What waited is given up.
    void forgetWaiting() {
        if (!waiting.isEmpty()) {
            waiting.clear();
            lastTold = UNSENT;
        }
    }

    /// @param s of a frame that told of presences
    void told(int s) {
        lastTold = s;
    }

    /// Whether a client that has everything up to `seen` knows what it was told.
    boolean isKnownBy(int seen) {
        return seen >= lastTold;
    }

    /// It has another socket, and what it did not get is told anew.
    void startAfresh() {
        lastTold = 0;
        behind = false;
    }

    /// Shown from now on, behind all others. It is not among them.
    void add(WatchedUser user, Subscription where) {
        if (count == users.length) {
            users = Arrays.copyOf(users, 2 * count);
            in = Arrays.copyOf(in, 2 * count);
        }
        users[count] = user;
        in[count++] = where;
    }

    /// Shown once more: behind all others.
    /// @return whether it was shown already
    boolean renew(@Nullable WatchedUser user, Subscription where) {
        for (int i = count - 1; i >= 0; i--) {
            if (users[i] == user && in[i] == where) {
                var one = users[i];
                removeAt(i);
                add(one, where);
                return true;
            }
        }
        return false;
    }

    void remove(WatchedUser user, Subscription where) {
        for (int i = 0; i < count; i++) {
            if (users[i] == user && in[i] == where) {
                removeAt(i);
                return;
            }
        }
    }

    private void removeAt(int index) {
        System.arraycopy(users, index + 1, users, index, count - index - 1);
        System.arraycopy(in, index + 1, in, index, count - index - 1);
        count--;
    }

    WatchedUser user(int index) {
        return users[index];
    }

    Subscription where(int index) {
        return in[index];
    }
}
