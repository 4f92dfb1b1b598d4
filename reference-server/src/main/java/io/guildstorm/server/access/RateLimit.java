package io.guildstorm.server.access;

import java.time.Duration;

/// How many of something are let through in how long: `5/5s`.
/// @param count above zero
/// @param window in which so many are let through, above zero
public record RateLimit(int count, Duration window) {
    public RateLimit {
        if (count < 1 || !window.isPositive()) {
            throw new IllegalArgumentException("not a limit: " + count + " in " + window);
        }
    }
}
