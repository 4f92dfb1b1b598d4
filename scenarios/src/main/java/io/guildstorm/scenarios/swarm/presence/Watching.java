package io.guildstorm.scenarios.swarm.presence;

import io.guildstorm.scenarios.check.Status;
import io.guildstorm.scenarios.check.StatusHistory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one session was told of those whom its client shows: everybody is offline until it is told otherwise.
///
/// **Owner:** the event loop.
final class Watching {
    private final Map<Long, StatusHistory> views = new HashMap<>();
    private @Nullable Long fromNanos;
    private @Nullable Long toNanos;

    Watching(Set<Long> shown) {
        shown.forEach(user -> views.put(user, new StatusHistory()));
    }

    void told(long user, Status status, long nanos) {
        StatusHistory view = views.get(user);
        if (view != null && view.now() != status) view.add(nanos, status);
    }

    /// It has asked for what it shows, or has all that it is told unasked.
    void begin(long nanos) {
        fromNanos = nanos;
    }

    /// Its session is over.
    void end(long nanos) {
        if (toNanos == null) toNanos = nanos;
    }

    /// Null: it never began.
    @Nullable
    Long fromNanos() {
        return fromNanos;
    }

    /// Null: it goes on.
    @Nullable
    Long toNanos() {
        return toNanos;
    }

    Map<Long, StatusHistory> views() {
        return views;
    }
}
