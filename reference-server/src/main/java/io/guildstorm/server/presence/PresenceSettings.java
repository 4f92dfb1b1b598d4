package io.guildstorm.server.presence;

import java.time.Duration;

/// The switches `presence.*`. With the first five off a change is told at once to everybody who shares a guild with the
/// user: the naive design.
/// @param subscriptions a session is told of the users that its client shows; else of all in its guilds
/// @param lazy a session is told a status when its client shows the user; else those of all members when it begins
/// @param debounce how long a change waits before it is told as it is by then; zero: not at all
/// @param batch how long a lane gathers what its sessions are told; zero: not at all
/// @param ttl how long a device that is not heard of counts; zero: as long as its socket is open
/// @param visible how many users a session may show
/// @param idleAfter how long nobody has to be at any device until the user is idle
/// @param servers how many presence servers there are
public record PresenceSettings(
        boolean subscriptions,
        boolean lazy,
        Duration debounce,
        Duration batch,
        Duration ttl,
        int visible,
        Duration idleAfter,
        int servers) {
    /// The guide's figures; 90 s is two heartbeats that were missed, and some.
    public static final PresenceSettings DEFAULTS = new PresenceSettings(
            true,
            true,
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            Duration.ofSeconds(90),
            500,
            Duration.ofMinutes(5),
            4);

    /// Nothing is spared.
    public static final PresenceSettings NAIVE = new PresenceSettings(
            false, false, Duration.ZERO, Duration.ZERO, Duration.ZERO, 500, Duration.ofMinutes(5), 4);

    public boolean hasTtl() {
        return !ttl.isZero();
    }
}
