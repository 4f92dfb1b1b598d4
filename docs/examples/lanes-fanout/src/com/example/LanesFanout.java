package com.example;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.FanoutStrategy;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.fanout.Turn;
import io.guildstorm.server.model.GuildId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// The smallest strategy that is worth having: one task a lane and event, which serves all sessions of that lane.
///
/// It differs from `relay` in one thing: a lane serves everybody before it does anything else, so its other work waits for
/// the whole fan-out. Run it against `relay` with many sessions and look at the slowest percentile of heartbeats and sends.
public final class LanesFanout implements FanoutStrategy {
    @Override
    public String name() {
        return "example-lanes";
    }

    @Override
    public Fanout open(GuildId guild, List<Lane> lanes, Settings settings, Runnable progress) {
        return new PerLane(lanes.stream().map(lane -> new Listeners(lane, progress)).toList());
    }

    /// One guild. The feeder calls everything here but `delivered()`, one call at a time.
    private record PerLane(List<Listeners> lanes) implements Fanout {
        @Override
        public void join(Recipient to) {
            of(to).submit(listeners -> listeners.recipients.add(to));
        }

        @Override
        public void leave(Recipient to) {
            of(to).submit(listeners -> listeners.recipients.remove(to));
        }

        @Override
        public void interestChanged(Recipient to) {
            // a passive recipient drops what it does not want by itself
        }

        @Override
        public void publish(EncodedEvent event) {
            lanes.forEach(lane -> lane.submit(listeners -> listeners.deliver(event)));
        }

        @Override
        public long delivered() {
            return lanes.stream().mapToLong(lane -> lane.delivered).min().orElse(Long.MAX_VALUE);
        }

        @Override
        public void close() {
            lanes.forEach(lane -> lane.turn.close(lane.lane));
        }

        private Listeners of(Recipient to) {
            return lanes.stream().filter(lane -> lane.lane.equals(to.lane())).findFirst().orElseThrow();
        }
    }

    /// The sessions of one lane.
    ///
    /// **Owner:** the lane; the feeder submits tasks, and a lane runs them in the order in which they were given. That order is
    /// all that join and leave need: a join stands before the events that it gets, a leave behind those that it still gets.
    private static final class Listeners {
        private final Lane lane;
        private final Runnable progress;
        private final Set<Recipient> recipients = new LinkedHashSet<>();
        private volatile long delivered;
        private final Turn turn = new Turn(); // so that no delivery starts once the guild has closed us

        Listeners(Lane lane, Runnable progress) {
            this.lane = lane;
            this.progress = progress;
        }

        void submit(Consumer<Listeners> task) {
            lane.execute(() -> task.accept(this));
        }

        void deliver(EncodedEvent event) {
            turn.begin();
            try {
                for (Recipient recipient : recipients) {
                    if (!turn.serve(recipient, event)) {
                        return;
                    }
                }
            } finally {
                turn.end();
            }
            delivered = event.position();
            progress.run();
        }
    }
}
