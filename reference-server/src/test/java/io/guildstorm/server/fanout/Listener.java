package io.guildstorm.server.fanout;

import java.util.ArrayList;
import java.util.List;

/// A recipient that remembers, on its lane, what it was given.
final class Listener implements Recipient {
    private final Lane lane;
    private boolean passive;
    private final List<Long> heard = new ArrayList<>();
    private final List<String> abandoned = new ArrayList<>();
    private boolean faulty;
    private boolean offLane;

    Listener(Lane lane, boolean passive) {
        this.lane = lane;
        this.passive = passive;
    }

    Listener(Lane lane) {
        this(lane, false);
    }

    Listener faulty() {
        faulty = true;
        return this;
    }

    /// Positions, in the order in which they came.
    List<Long> heard() {
        return heard;
    }

    List<String> abandonments() {
        return abandoned;
    }

    boolean wasServedOffLane() {
        return offLane;
    }

    @Override
    public Lane lane() {
        return lane;
    }

    /// From the feeder's next step on.
    void passive(boolean now) {
        passive = now;
    }

    @Override
    public boolean passive() {
        return passive;
    }

    @Override
    public void deliver(EncodedEvent event) {
        offLane |= !lane.inLane();
        if (faulty) {
            throw new IllegalStateException("this recipient always fails");
        }
        heard.add(event.position());
    }

    @Override
    public void abandon(String reason) {
        abandoned.add(reason);
    }
}
