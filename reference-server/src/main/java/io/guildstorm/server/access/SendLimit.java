package io.guildstorm.server.access;

import java.time.Duration;

/// How often one user may send to one channel: the switch `access.send-limit`.
/// @param sends above zero
/// @param window in which so many are let through, above zero
public record SendLimit(int sends, Duration window) {
    public SendLimit {
        if (sends < 1 || !window.isPositive()) {
            throw new IllegalArgumentException("not a limit: " + sends + " in " + window);
        }
    }
}
