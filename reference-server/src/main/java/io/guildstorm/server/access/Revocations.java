package io.guildstorm.server.access;

import io.guildstorm.server.model.UserId;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/// Since when the tokens of each user count. Memory follows the number of users who were revoked by name. Any thread.
public final class Revocations {
    /// In epoch seconds, as tokens are.
    private final ConcurrentMap<UserId, Long> earliestOf = new ConcurrentHashMap<>();

    private final AtomicLong earliest = new AtomicLong(Long.MIN_VALUE);

    /// From now on.
    public void add(Revocation revocation) {
        switch (revocation) {
            case Revocation.OfUsers(var users, var when) ->
                users.forEach(user -> earliestOf.merge(user, when.getEpochSecond() + 1, Math::max));
            case Revocation.IssuedBefore(var when) -> earliest.accumulateAndGet(roundedUp(when), Math::max);
        }
    }

    /// A token says the second in which it was issued: of that second, none can be told from those before.
    private static long roundedUp(Instant when) {
        return when.getNano() == 0 ? when.getEpochSecond() : when.getEpochSecond() + 1;
    }

    /// The first second, since the epoch, whose tokens count.
    long earliest(UserId user) {
        return Math.max(earliest.get(), earliestOf.getOrDefault(user, Long.MIN_VALUE));
    }
}
