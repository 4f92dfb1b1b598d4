package io.guildstorm.server.gateway.session;

import org.jspecify.annotations.Nullable;

/// What other processes can know of one session, and when they should be told anew. **Owner:** the lane of the session.
final class Kept {
    private boolean changed = true;
    private boolean known;
    private boolean held;
    private int withdrawals;
    private int life;
    private int seq;
    private Subscription @Nullable [] subscriptions;
    private long[] positions = {};

    /// Frames of its own were given, its client beat, its socket came or went.
    void changed() {
        changed = true;
    }

    /// RESUMED is to come, which its log does not tell of: it is not to be told until [#release].
    void hold() {
        held = true;
    }

    void release() {
        held = false;
        changed = true;
    }

    void withdrawing() {
        withdrawals++;
    }

    /// @param gone whether nobody can read it any more
    void withdrawn(boolean gone) {
        withdrawals--;
        known &= !gone;
        changed = true;
    }

    /// Whether others may be able to read of it.
    boolean known() {
        return known;
    }

    /// Whether what is true of it now will be for as long as its log alone tells what follows.
    boolean mayBeTold(Session one) {
        if (held || withdrawals > 0 || one.isOwed()) {
            return false;
        }
        for (Subscription subscription : one.subscriptions) {
            if (subscription.position == Subscription.NOT_CREATED) {
                return false;
            }
        }
        return true;
    }

    /// @param life of the state
    /// @param lagMax how many events of a guild may follow before they are told
    @SuppressWarnings("ReferenceEquality") // it is replaced, never written
    boolean isStale(Session one, int life, int seq, int lagMax) {
        if (changed || life != this.life || subscriptions != one.subscriptions) {
            return true;
        }
        if (one.subscriptions.length > 1 && seq != this.seq) {
            return true; // in which order two guilds' events were numbered, their logs do not tell
        }
        for (int i = 0; i < positions.length; i++) {
            var subscription = one.subscriptions[i];
            var log = subscription.log;
            if (subscription.position - positions[i] >= lagMax || (log != null && log.barrier() > positions[i])) {
                return true;
            }
        }
        return false;
    }

    void told(Session one, int life, int seq) {
        changed = false;
        known = true;
        this.life = life;
        this.seq = seq;
        subscriptions = one.subscriptions;
        if (positions.length != one.subscriptions.length) {
            positions = new long[one.subscriptions.length];
        }
        for (int i = 0; i < positions.length; i++) {
            positions[i] = one.subscriptions[i].position;
        }
    }
}
