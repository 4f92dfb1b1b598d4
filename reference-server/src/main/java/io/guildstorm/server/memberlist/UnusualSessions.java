package io.guildstorm.server.memberlist;

import io.guildstorm.server.wire.Presence.Status;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many sessions of which status a user has, for those who have something else than one that is online: of the
/// others, that they are listed says it all, so that a million of them cost nothing here.
///
/// A user is shown as the first status that any of its sessions has: online, idle, do not disturb. Who has but
/// invisible sessions is not shown.
///
/// **Owner:** the guild.
final class UnusualSessions {
    private final Map<Long, Counts> counts = new HashMap<>();

    /// Sessions by status.
    record Counts(int online, int idle, int dnd, int invisible) {
        static final Counts NONE = new Counts(0, 0, 0, 0);
        static final Counts USUAL = new Counts(1, 0, 0, 0);

        Counts with(Status status, int more) {
            return switch (status) {
                case ONLINE -> new Counts(online + more, idle, dnd, invisible);
                case IDLE -> new Counts(online, idle + more, dnd, invisible);
                case DND -> new Counts(online, idle, dnd + more, invisible);
                case INVISIBLE -> new Counts(online, idle, dnd, invisible + more);
            };
        }

        /// Null: the user is not shown.
        @Nullable
        Status shown() {
            if (online > 0) {
                return Status.ONLINE;
            }
            if (idle > 0) {
                return Status.IDLE;
            }
            return dnd > 0 ? Status.DND : null;
        }
    }

    /// @param listed whether the user is in the list of all
    Counts of(long user, boolean listed) {
        var known = counts.get(user);
        if (known != null) {
            return known;
        }
        return listed ? Counts.USUAL : Counts.NONE;
    }

    /// @param listed whether the user is in the list of all from here on, if it is shown
    void put(long user, Counts now, boolean listed) {
        if (now.equals(Counts.NONE) || (listed && now.equals(Counts.USUAL))) {
            counts.remove(user);
        } else {
            counts.put(user, now);
        }
    }
}
