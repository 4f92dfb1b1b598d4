package io.guildstorm.server.presence;

import io.guildstorm.server.wire.Presence.Platform;
import io.guildstorm.server.wire.Presence.Status;
import org.jspecify.annotations.Nullable;

/// A session as its presence server knows it: 40 bytes, a million times. Times are ticks of the server.
///
/// **Owner:** the presence server.
final class ConnectedDevice implements StatusRules.Device {
    private static final int SOMEBODY_THERE = Integer.MIN_VALUE;

    final long id;
    final PresentUser user;
    private Platform platform;
    private Status said = Status.ONLINE;
    private int awaySince = SOMEBODY_THERE;
    int lane;
    int heard;
    /// Where the wheel has it; 0: nowhere.
    int wheelTick;
    /// The user's next; null: this is the last.
    @Nullable
    ConnectedDevice next;

    ConnectedDevice(long id, PresentUser user, Platform platform) {
        this.id = id;
        this.user = user;
        this.platform = platform;
    }

    /// @param awayMillis since when nobody is at it; [StatusRules#NEVER]: somebody is
    void say(Status now, Platform from, long awayMillis) {
        said = now;
        platform = from;
        awaySince = awayMillis == StatusRules.NEVER
                ? SOMEBODY_THERE
                : Math.toIntExact(Math.floorDiv(awayMillis, PresenceServer.TICK_MILLIS));
    }

    @Override
    public Status said() {
        return said;
    }

    @Override
    public Platform platform() {
        return platform;
    }

    @Override
    public long awaySinceMillis() {
        return awaySince == SOMEBODY_THERE ? StatusRules.NEVER : awaySince * PresenceServer.TICK_MILLIS;
    }
}
