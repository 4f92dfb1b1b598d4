package io.guildstorm.server.fanout;

import io.guildstorm.server.model.GuildId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `direct`: the guild hands each event to each session, as a process that sends to a list of processes does. Simple,
/// and the guild is busy for as long as it has sessions: what `relay` is measured against.
public final class DirectFanout implements FanoutStrategy {
    @Override
    public String name() {
        return "direct";
    }

    @Override
    public Fanout open(GuildId guild, List<Lane> lanes, Settings settings, Runnable progress) {
        return new PerSession(lanes, progress);
    }

    /// **Owner:** the feeder; a [Mark] belongs to its lane.
    private static final class PerSession implements Fanout {
        private final Map<Lane, Recipients> joined = new LinkedHashMap<>();
        private final List<Mark> marks;
        private final Runnable progress;

        PerSession(List<Lane> lanes, Runnable progress) {
            this.progress = progress;
            lanes.forEach(lane -> joined.put(lane, new Recipients()));
            marks = lanes.stream().map(Mark::new).toList();
        }

        @Override
        public void join(Recipient to) {
            on(to).add(to);
        }

        @Override
        public void leave(Recipient to) {
            on(to).remove(to);
        }

        @Override
        public void interestChanged(Recipient to) {
            // each session is handed each event and drops by itself what it does not want
        }

        @Override
        public void publish(EncodedEvent event) {
            for (Mark mark : marks) {
                var recipients = on(mark.lane);
                for (int i = 0; i < recipients.size(); i++) {
                    var recipient = recipients.get(i);
                    mark.lane.execute(() -> mark.turn.deliver(recipient, event));
                }
                mark.lane.execute(() -> {
                    if (!mark.turn.closed()) {
                        mark.delivered = event.position();
                        progress.run();
                    }
                });
            }
        }

        @Override
        public long delivered() {
            long least = Long.MAX_VALUE;
            for (Mark mark : marks) {
                least = Math.min(least, mark.delivered);
            }
            return least;
        }

        @Override
        public void close() {
            marks.forEach(mark -> mark.turn.close(mark.lane));
        }

        private Recipients on(Recipient to) {
            return on(to.lane());
        }

        private Recipients on(Lane lane) {
            var recipients = joined.get(lane);
            if (recipients == null) {
                throw new IllegalArgumentException("not a lane of this node: " + lane);
            }
            return recipients;
        }
    }

    /// How far one lane is: a task behind an event's deliveries sets it, lanes being first in, first out.
    private static final class Mark {
        private final Lane lane;
        private final Turn turn = new Turn();
        private volatile long delivered;

        Mark(Lane lane) {
            this.lane = lane;
        }
    }
}
