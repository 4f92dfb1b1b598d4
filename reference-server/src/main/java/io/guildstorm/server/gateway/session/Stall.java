package io.guildstorm.server.gateway.session;

import io.guildstorm.server.gateway.frame.CloseCode;
import io.guildstorm.server.meter.Meter;
import io.guildstorm.server.meter.Tally;

/// A socket that did not take all it was given: it has until the deadline for what waits now.
///
/// **Owner:** the lane of the socket.
final class Stall implements DeadlineWheel.Timed {
    private final Outlet outlet;
    private final long deadlineNanos;
    private final Tally tally;
    private long place = DeadlineWheel.NOWHERE;

    Stall(Outlet outlet, long deadlineNanos, Tally tally) {
        this.outlet = outlet;
        this.deadlineNanos = deadlineNanos;
        this.tally = tally;
    }

    @Override
    public long deadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public void due() {
        if (outlet.open()) {
            tally.add(Meter.CLOSES_SLOW, 1);
            outlet.close(CloseCode.RESUME, "slow consumer");
        }
    }

    @Override
    public long place() {
        return place;
    }

    @Override
    public void place(long newPlace) {
        place = newPlace;
    }
}
