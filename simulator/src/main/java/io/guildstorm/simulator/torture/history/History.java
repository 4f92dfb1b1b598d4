package io.guildstorm.simulator.torture.history;

import java.util.List;

/// A whole run as its clients saw it.
/// @param calls every request that was made, in any order
/// @param sessions every session that was begun, in any order
/// @param faults what was done to the server, in the order of time
public record History(List<Call> calls, List<SessionLog> sessions, List<Fault> faults) {
    public History {
        calls = List.copyOf(calls);
        sessions = List.copyOf(sessions);
        faults = List.copyOf(faults);
    }
}
