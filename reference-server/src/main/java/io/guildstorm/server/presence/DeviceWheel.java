package io.guildstorm.server.presence;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Devices by the tick at which time alone may change what they say. A bucket is a list that runs through its devices,
/// so that one that leaves is let go at once: a minute of short visits would otherwise lie here for as long as a device
/// lives unheard, or for ever when nobody is left for whom the wheel turns. A heartbeat does not touch the wheel.
///
/// **Owner:** the presence server.
final class DeviceWheel {
    /// At 100 ms a tick some 100 s, more than the standard time to live; what is due later comes by once more.
    private static final int BUCKETS = 1_024;

    private final @Nullable ConnectedDevice[] buckets = new ConnectedDevice[BUCKETS];
    private int tick;

    DeviceWheel(int tick) {
        this.tick = tick;
    }

    /// @param due a tick; one that has passed is met by the next
    void put(ConnectedDevice device, int due) {
        int at = Math.clamp(due, tick + 1, tick + BUCKETS - 1);
        if (device.wheelTick == at) {
            return;
        }
        remove(device);
        device.wheelTick = at;
        var first = buckets[at % BUCKETS];
        device.wheelNext = first;
        if (first != null) {
            first.wheelBefore = device;
        }
        buckets[at % BUCKETS] = device;
    }

    void remove(ConnectedDevice device) {
        if (device.wheelTick == 0) {
            return;
        }
        var before = device.wheelBefore;
        var next = device.wheelNext;
        if (before == null) {
            buckets[device.wheelTick % BUCKETS] = next;
        } else {
            before.wheelNext = next;
        }
        if (next != null) {
            next.wheelBefore = before;
        }
        device.wheelTick = 0;
        device.wheelBefore = null;
        device.wheelNext = null;
    }

    /// Tells all that are due up to `now`. Each is out of the wheel by then.
    void advance(int now, Consumer<ConnectedDevice> due) {
        while (tick < now) {
            tick++;
            for (var device = buckets[tick % BUCKETS]; device != null; device = buckets[tick % BUCKETS]) {
                remove(device);
                due.accept(device);
            }
        }
    }
}
