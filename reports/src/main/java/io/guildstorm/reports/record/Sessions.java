package io.guildstorm.reports.record;

import java.util.Map;

/// Who listened. The kinds are never added up.
/// @param real         with a TCP socket of their own
/// @param inProcess    that receive every byte of every event inside the server's process
/// @param passive      of both kinds together, those that do not have the guild open
/// @param closedByCode close code → sessions that the server closed with it during the run
public record Sessions(long real, long inProcess, long passive, Map<String, Long> closedByCode) {
    public Sessions {
        closedByCode = Frozen.map(closedByCode);
    }

    public static Sessions real(long real) {
        return new Sessions(real, 0, 0, Map.of());
    }
}
