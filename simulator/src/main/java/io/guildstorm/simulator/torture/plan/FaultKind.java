package io.guildstorm.simulator.torture.plan;

import java.util.Locale;

/// What can be mixed in, by the words of `--faults`.
public enum FaultKind {
    /// SIGKILL of the server, then a start on the same data.
    KILL,
    /// SIGTERM, awaited, then a start on the same data.
    STOP,
    /// SIGSTOP for a moment.
    FREEZE,
    /// Sockets of clients, cut at arbitrary bytes.
    CUT,
    /// Members and permissions that come and go.
    ACCESS;

    /// As typed.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
