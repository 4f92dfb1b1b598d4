package io.guildstorm.server.fanout;

import io.guildstorm.server.model.GuildId;
import java.util.List;

/// `relay`: sessions stand in lists of at most `relay.size`, each on one lane, and the guild hands an event to lanes,
/// not to sessions: publishing costs it one task a lane, whether ten listen or ten million.
public final class RelayFanout implements FanoutStrategy {
    @Override
    public String name() {
        return "relay";
    }

    @Override
    public Fanout open(GuildId guild, List<Lane> lanes, Settings settings, Runnable progress) {
        return new PerLane(
                lanes.stream()
                        .map(lane -> new LaneRelays(lane, settings.relaySize(), progress))
                        .toList(),
                progress);
    }

    @Override
    public boolean servesBlocks() {
        return true;
    }

    /// **Owner:** the feeder.
    private static final class PerLane implements Fanout {
        private final List<LaneRelays> lanes;
        private final Runnable progress;
        private volatile long newest;

        PerLane(List<LaneRelays> lanes, Runnable progress) {
            this.lanes = lanes;
            this.progress = progress;
        }

        @Override
        public void join(Recipient to) {
            on(to).join(to);
        }

        @Override
        public void leave(Recipient to) {
            on(to).leave(to);
        }

        @Override
        public void interestChanged(Recipient to) {
            on(to).interestChanged(to);
        }

        @Override
        public void publish(EncodedEvent event) {
            for (LaneRelays lane : lanes) {
                lane.publish(event, newest);
            }
            newest = event.position(); // last: who reads it finds on each lane what was given to it
            if (delivered() == event.position()) { // nobody listens, or the lanes were faster than the line above
                progress.run();
            }
        }

        @Override
        public long delivered() {
            long least = newest;
            for (LaneRelays lane : lanes) {
                least = Math.min(least, lane.delivered(least));
            }
            return least;
        }

        @Override
        public int relays() {
            return lanes.stream().mapToInt(LaneRelays::count).sum();
        }

        @Override
        public void endRelays(int percent) {
            lanes.forEach(lane -> lane.endRelays(percent));
        }

        @Override
        public void close() {
            lanes.forEach(LaneRelays::close);
        }

        private LaneRelays on(Recipient to) {
            for (LaneRelays lane : lanes) {
                if (lane.serves(to)) {
                    return lane;
                }
            }
            throw new IllegalArgumentException("not on a lane of this node: " + to);
        }
    }
}
