package io.guildstorm.server.presence;

import io.guildstorm.server.wire.Presence.Platform;
import io.guildstorm.server.wire.Presence.Status;
import io.guildstorm.server.wire.ShownStatus;

/// What the devices of a user come to, in this order:
///
/// 1. A manual override wins: invisible over do not disturb, each as long as a device says it.
/// 2. Any device that somebody is at: online.
/// 3. All devices say that they are idle, or nobody has been at any of them for `presence.idle-after`: idle; before
///    that time is over, online still.
/// 4. No device: offline.
///
/// The same holds for each platform by itself. Slack publishes 10 minutes for the third rule, Discord's clients find it
/// out themselves and say `idle`. Pure.
/// @param idleAfterMillis the switch `presence.idle-after`
record StatusRules(long idleAfterMillis) {
    /// One connection of a user.
    interface Device {
        /// As its client says.
        Status said();

        Platform platform();

        /// Since when nobody is at it, on the clock of [#resolve]; [#NEVER]: somebody is.
        long awaySinceMillis();
    }

    static final long NEVER = Long.MAX_VALUE;

    /// What a user decided by hand.
    enum Manual {
        NONE,
        DND,
        INVISIBLE;

        /// Invisible wins, so that who hides on one device is not shown by another.
        static Manual of(Iterable<? extends Device> devices) {
            var found = NONE;
            for (Device device : devices) {
                if (device.said() == Status.INVISIBLE) {
                    return INVISIBLE;
                }
                if (device.said() == Status.DND) {
                    found = DND;
                }
            }
            return found;
        }
    }

    ShownStatus resolve(Iterable<? extends Device> devices, Manual manual, long nowMillis) {
        if (manual == Manual.INVISIBLE) {
            return ShownStatus.OFFLINE;
        }
        var shown = ShownStatus.OFFLINE;
        for (Device device : devices) {
            var alone = manual == Manual.DND ? Status.DND : alone(device, nowMillis);
            if (shown.status() != Status.ONLINE) {
                shown = shown.with(alone);
            }
            if (shown.on(device.platform()) != Status.ONLINE) {
                shown = shown.with(device.platform(), alone);
            }
        }
        return shown;
    }

    private Status alone(Device device, long nowMillis) {
        return device.said() == Status.IDLE || nowMillis >= idleFromMillis(device) ? Status.IDLE : Status.ONLINE;
    }

    /// When time alone makes it idle; [#NEVER]: it does not.
    long idleFromMillis(Device device) {
        return device.awaySinceMillis() == NEVER ? NEVER : device.awaySinceMillis() + idleAfterMillis;
    }
}
