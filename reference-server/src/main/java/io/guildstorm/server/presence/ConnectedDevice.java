package io.guildstorm.server.presence;

import io.guildstorm.server.wire.Presence.Platform;
import io.guildstorm.server.wire.Presence.Status;
import org.jspecify.annotations.Nullable;

/// A session as its presence server knows it: 56 bytes, a million times, hence bytes in place of enums and ticks of the
/// server in place of times.
///
/// **Owner:** the presence server.
final class ConnectedDevice implements StatusRules.Device {
    private static final int SOMEBODY_THERE = Integer.MIN_VALUE;
    private static final Status[] STATUSES = Status.values();
    private static final Platform[] PLATFORMS = Platform.values();

    /// The lane of a device that a backup told of.
    static final int NOWHERE = -1;

    final long id;
    final PresentUser user;
    private byte platform;
    private byte said;
    short lane;
    private int awaySince = SOMEBODY_THERE;
    int heard;
    /// Where the wheel has it; 0: nowhere.
    int wheelTick;
    /// Its neighbours in the wheel's bucket.
    @Nullable
    ConnectedDevice wheelBefore;

    @Nullable
    ConnectedDevice wheelNext;

    /// The user's next; null: this is the last.
    @Nullable
    ConnectedDevice next;

    ConnectedDevice(long id, PresentUser user) {
        this.id = id;
        this.user = user;
    }

    /// @param awayMillis since when nobody is at it; [StatusRules#NEVER]: somebody is
    @SuppressWarnings("EnumOrdinal") // into this object's own bytes
    void say(Status now, Platform from, long awayMillis) {
        said = (byte) now.ordinal();
        platform = (byte) from.ordinal();
        awaySince = awayMillis == StatusRules.NEVER
                ? SOMEBODY_THERE
                : Math.toIntExact(Math.floorDiv(awayMillis, PresenceServer.TICK_MILLIS));
    }

    @Override
    public Status said() {
        return STATUSES[said];
    }

    @Override
    public Platform platform() {
        return PLATFORMS[platform];
    }

    @Override
    public long awaySinceMillis() {
        return awaySince == SOMEBODY_THERE ? StatusRules.NEVER : awaySince * PresenceServer.TICK_MILLIS;
    }
}
