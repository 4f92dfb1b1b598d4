package io.guildstorm.scenarios.run.presence;

import io.guildstorm.scenarios.presence.Everyday;
import io.guildstorm.scenarios.presence.Timetable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Who plays in a round, and what.
/// @param users each with a socket
/// @param watchers those of them whose clients show others, at most
/// @param shown users whom such a client shows
/// @param killed whether a presence server loses all it knows in the middle of it
/// @param withoutSockets users who come once those with sockets have gone
/// @param everyday what they live through; null: they play a storm
record Scene(
        int users,
        int watchers,
        int shown,
        boolean killed,
        int withoutSockets,
        @Nullable Everyday everyday) {
    /// All that a storm has, and all of whom watch.
    static Scene storm(int users, int shown, boolean killed, int withoutSockets) {
        return new Scene(users, users, shown, killed, withoutSockets, null);
    }

    Timetable timetable(PresenceSettings settings) {
        return everyday == null
                ? settings.timetable()
                : Timetable.everyday(Duration.ofMillis(everyday.lengthMs()), settings.held());
    }

    /// What is going on, in a word.
    /// @param since all are connected
    String partAt(PresenceSettings settings, Duration since) {
        if (everyday == null) return settings.timetable().partAt(since);
        if (since.isNegative()) return "connect";
        return since.compareTo(timetable(settings).rest()) < 0 ? "everyday" : "rest";
    }
}
