package io.guildstorm.server.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Devices by the tick at which time alone may change what they say. A device that is put in again leaves its old entry
/// behind, which is dropped when its tick comes: nothing is searched for, and a heartbeat does not touch the wheel.
///
/// **Owner:** the presence server.
final class DeviceWheel {
    /// At 100 ms a tick some 100 s, more than the standard time to live; what is due later comes by once more.
    private static final int BUCKETS = 1_024;

    private final List<ArrayList<ConnectedDevice>> buckets = new ArrayList<>();
    private int tick;

    DeviceWheel(int tick) {
        this.tick = tick;
        for (int i = 0; i < BUCKETS; i++) {
            buckets.add(new ArrayList<>(0));
        }
    }

    /// @param due a tick; one that has passed is met by the next
    void put(ConnectedDevice device, int due) {
        int at = Math.clamp(due, tick + 1, tick + BUCKETS - 1);
        if (device.wheelTick != at) {
            device.wheelTick = at;
            buckets.get(at % BUCKETS).add(device);
        }
    }

    void remove(ConnectedDevice device) {
        device.wheelTick = 0;
    }

    /// Tells all that are due up to `now`. Each is out of the wheel by then.
    void advance(int now, Consumer<ConnectedDevice> due) {
        while (tick < now) {
            tick++;
            var bucket = buckets.get(tick % BUCKETS);
            if (!bucket.isEmpty()) {
                buckets.set(tick % BUCKETS, new ArrayList<>(0));
                for (ConnectedDevice device : bucket) {
                    if (device.wheelTick == tick) {
                        device.wheelTick = 0;
                        due.accept(device);
                    }
                }
            }
        }
    }
}
