package io.guildstorm.server.fanout;

import io.guildstorm.server.model.GuildId;
import java.util.List;

/// `gateway`: the guild sends each gateway process one frame, and the process hands it to those of its clients that
/// listen, as Slack describes its channel servers and gateway servers ("Real-time Messaging", Slack Engineering 2023).
///
/// The process has one entrance, the same event loop for all that a guild sends it, from where each event loop gets
/// the frame and gives it to all of its sessions in one go: nothing divides them, so other work of a loop waits until
/// the last of them was served.
public final class GatewayFanout implements FanoutStrategy {
    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public Fanout open(GuildId guild, List<Lane> lanes, Settings settings, Runnable progress) {
        // another guild comes in elsewhere, so that no lane is everybody's entrance
        Lane entrance = lanes.get(Math.floorMod(Long.hashCode(guild.value()), lanes.size()));
        return new OneProcess(
                entrance, lanes.stream().map(lane -> new Loop(lane, progress)).toList());
    }

    @Override
    public boolean servesBlocks() {
        return true;
    }

    /// Whatever the feeder does comes in by the entrance and goes on to a loop, in the feeder's order: a lane runs its
    /// tasks first in, first out.
    private record OneProcess(Lane entrance, List<Loop> loops) implements Fanout {
        @Override
        public void join(Recipient to) {
            var loop = on(to);
            entrance.execute(() -> loop.lane.execute(() -> loop.listeners.add(to)));
        }

        @Override
        public void leave(Recipient to) {
            var loop = on(to);
            entrance.execute(() -> loop.lane.execute(() -> loop.listeners.remove(to)));
        }

        @Override
        public void interestChanged(Recipient to) {
            // each session is given each event and drops by itself what it does not want
        }

        @Override
        public void publish(EncodedEvent event) {
            entrance.execute(() -> loops.forEach(loop -> loop.lane.execute(() -> loop.publish(event))));
        }

        @Override
        public long delivered() {
            long least = Long.MAX_VALUE;
            for (Loop loop : loops) {
                least = Math.min(least, loop.delivered);
            }
            return least;
        }

        @Override
        public void close() {
            loops.forEach(loop -> loop.turn.close(loop.lane));
        }

        private Loop on(Recipient to) {
            for (Loop loop : loops) {
                if (loop.lane.equals(to.lane())) {
                    return loop;
                }
            }
            throw new IllegalArgumentException("not on a lane of this node: " + to);
        }
    }

    /// One event loop of the process. **Owner:** its lane.
    private static final class Loop {
        private final Lane lane;
        private final Runnable progress;
        private final Recipients listeners = new Recipients();
        private final Turn turn = new Turn();
        private volatile long delivered;

        Loop(Lane lane, Runnable progress) {
            this.lane = lane;
            this.progress = progress;
        }

        void publish(EncodedEvent event) {
            turn.begin();
            try {
                for (int i = listeners.size() - 1; i >= 0; i--) { // downwards: who ends meanwhile moves only the served
                    if (!turn.serve(listeners.get(i), event)) {
                        return;
                    }
                }
                delivered = event.position();
            } finally {
                turn.end();
            }
            progress.run();
        }
    }
}
