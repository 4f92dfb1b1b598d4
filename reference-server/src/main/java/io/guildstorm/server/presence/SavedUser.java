package io.guildstorm.server.presence;

import io.guildstorm.server.wire.Presence.Platform;
import io.guildstorm.server.wire.Presence.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What a backup holds of a user: its devices, without the lane that they are on, as that may be another by then.
/// @param devices of a user that has some
record SavedUser(List<SavedDevice> devices) {
    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 1;
    private static final int DEVICE_BYTES = Long.BYTES + 2 + Long.BYTES;
    private static final byte[] NOTHING = {};

    /// @param awayMillis for how long nobody had been at it; negative: somebody was
    record SavedDevice(long id, Status said, Platform platform, long awayMillis) {}

    /// @return empty: it has no device
    @SuppressWarnings("EnumOrdinal") // of one version, which is told first
    static byte[] encode(PresentUser user, long nowMillis) {
        if (!user.hasDevices()) {
            return NOTHING;
        }
        int count = 0;
        for (var _ : user) {
            count++;
        }
        var out = ByteBuffer.allocate(HEAD_BYTES + count * DEVICE_BYTES).put(VERSION);
        for (ConnectedDevice device : user) {
            long since = device.awaySinceMillis();
            out.putLong(device.id);
            out.put((byte) device.said().ordinal()).put((byte) device.platform().ordinal());
            out.putLong(since == StatusRules.NEVER ? -1 : Math.max(0, nowMillis - since));
        }
        return out.array();
    }

    /// Nobody, if it is of another version.
    @SuppressWarnings("EnumOrdinal") // as above
    static SavedUser decode(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var devices = new ArrayList<SavedDevice>();
        if (in.remaining() < HEAD_BYTES || in.get() != VERSION) {
            return new SavedUser(List.of());
        }
        while (in.remaining() >= DEVICE_BYTES) {
            devices.add(new SavedDevice(
                    in.getLong(), Status.values()[in.get()], Platform.values()[in.get()], in.getLong()));
        }
        return new SavedUser(List.copyOf(devices));
    }
}
