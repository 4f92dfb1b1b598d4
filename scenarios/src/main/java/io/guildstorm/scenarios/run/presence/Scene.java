package io.guildstorm.scenarios.run.presence;

import io.guildstorm.scenarios.presence.Timetable;
import io.guildstorm.scenarios.run.context.RunRequest;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.sides.Design;
import io.guildstorm.scenarios.workload.PresenceStorm;
import io.guildstorm.scenarios.workload.PresenceVisible;
import io.guildstorm.scenarios.workload.Workload;
import java.util.Objects;

/// Who plays in a round.
/// @param users each with a socket
/// @param watchers those of them whose clients show others, at most
/// @param shown users whom such a client shows
/// @param killed whether a presence server loses all it knows in the middle of it
/// @param withoutSockets users who come once those with sockets have gone
record Scene(int users, int watchers, int shown, boolean killed, int withoutSockets) {
    static Scene of(Workload workload, RunRequest request, Design design, int users) {
        if (!(workload instanceof PresenceVisible)) {
            int others = design.judged() ? withoutSockets(workload, request, users) : 0;
            return new Scene(users, users, PresenceStorm.SHOWN, design.judged(), others);
        }
        String shown = Objects.requireNonNull(design.settings().get(PresenceVisible.SWITCH), "each round sets it");
        return new Scene(users, PresenceVisible.WATCHERS, Integer.parseInt(shown), false, 0);
    }

    /// @param users with sockets
    /// @throws UsageException when there cannot be so many
    static int withoutSockets(Workload workload, RunRequest request, int users) {
        if (!(workload instanceof PresenceStorm)) return 0;
        int usual = request.quick() ? PresenceStorm.QUICK_ONLINE : PresenceStorm.ONLINE;
        int online = request.online() == null ? usual : request.online();
        if (online > PresenceStorm.MOST_ONLINE)
            throw new UsageException(
                    "--online cannot be \"%d\": give at most %d.".formatted(online, PresenceStorm.MOST_ONLINE));
        return Math.max(0, online - users);
    }

    Timetable timetable(PresenceSettings settings) {
        return settings.timetable();
    }
}
