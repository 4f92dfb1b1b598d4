package io.guildstorm.scenarios.run.context;

import io.guildstorm.reports.target.LatencyTarget;
import io.guildstorm.scenarios.run.server.Switches;
import java.util.List;
import java.util.Map;

/// How the server is set, and what the run is held to.
/// @param switches all there are
/// @param settings those that differ from their defaults, and to what
public record Terms(Switches switches, Map<String, String> settings, List<LatencyTarget> targets) {
    public Terms {
        targets = List.copyOf(targets);
    }

    /// Whether what is said reaches only who has the guild open.
    public boolean hasPassiveSessions() {
        return "on".equals(switches.effective(settings).get("sessions.passive"));
    }
}
