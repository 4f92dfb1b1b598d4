package io.guildstorm.server.access;

import io.guildstorm.server.model.UserId;
import java.time.Instant;
import java.util.List;

/// Which tokens no longer open anything.
public sealed interface Revocation {
    /// All tokens that these users had at that time, to the second.
    record OfUsers(List<UserId> users, Instant when) implements Revocation {
        public OfUsers {
            users = List.copyOf(users);
        }
    }

    /// All tokens of all users that were issued before.
    record IssuedBefore(Instant when) implements Revocation {}
}
