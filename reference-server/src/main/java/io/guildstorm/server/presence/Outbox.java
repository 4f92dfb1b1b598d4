package io.guildstorm.server.presence;

import io.guildstorm.server.presence.LanePresence.Own;
import io.guildstorm.server.wire.Presence;
import io.guildstorm.server.wire.Presence.Status;
import java.util.ArrayList;
import java.util.List;

/// What a presence server has to say to each lane, until it is sent in one piece.
///
/// **Owner:** the presence server.
final class Outbox {
    private final List<? extends LanePresence> lanes;
    private final List<ArrayList<Presence>> told = new ArrayList<>();
    private final List<ArrayList<Own>> own = new ArrayList<>();
    private boolean full;

    Outbox(List<? extends LanePresence> lanes) {
        this.lanes = lanes;
        for (int i = 0; i < lanes.size(); i++) {
            told.add(new ArrayList<>(0));
            own.add(new ArrayList<>(0));
        }
    }

    boolean isFull() {
        return full;
    }

    void told(int lane, Presence presence) {
        told.get(lane).add(presence);
        full = true;
    }

    void own(ConnectedDevice device, Status status) {
        if (device.lane != ConnectedDevice.NOWHERE) {
            own.get(device.lane).add(new Own(device.id, status));
            full = true;
        }
    }

    void send() {
        if (!full) {
            return;
        }
        full = false;
        for (int i = 0; i < lanes.size(); i++) {
            if (!own.get(i).isEmpty()) {
                lanes.get(i).own(own.set(i, new ArrayList<>(0)));
            }
            if (!told.get(i).isEmpty()) {
                lanes.get(i).told(told.set(i, new ArrayList<>(0)));
            }
        }
    }
}
