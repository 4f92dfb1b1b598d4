package com.example;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.FanoutStrategy;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.fanout.Turn;
import io.guildstorm.server.model.GuildId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A tree of three levels: one root for the guild, one branch for each lane, leaves of a few hundred sessions.
///
/// The guild pays for one task an event, however many lanes and sessions there are; a lane's other work waits for one
/// leaf and not for the whole fan-out. What that costs is a hop: the root's lane has to come round before anybody hears.
public final class TreeFanout implements FanoutStrategy {
    private static final int LEAF = 256;

    @Override
    public String name() {
        return "example-tree";
    }

    @Override
    public Fanout open(GuildId guild, List<Lane> lanes, Settings settings, Runnable progress) {
        var branches = lanes.stream().map(lane -> new Branch(lane, progress)).toList();
        // another guild has its root elsewhere, so that no lane is everybody's root
        Lane root = lanes.get(Math.floorMod(Long.hashCode(guild.value()), lanes.size()));
        return new Tree(root, branches);
    }

    /// One guild. The feeder calls everything here but `delivered()`, one call at a time.
    ///
    /// Joins and leaves take the way that events take, root, branch, leaf. Each hop is a task on a lane, and a lane runs
    /// its tasks in the order in which they were given, so what the feeder did in order arrives in order at every leaf.
    private record Tree(Lane root, List<Branch> branches) implements Fanout {
        @Override
        public void join(Recipient to) {
            var branch = branchOf(to);
            root.execute(() -> branch.lane.execute(() -> branch.join(to)));
        }

        @Override
        public void leave(Recipient to) {
            var branch = branchOf(to);
            root.execute(() -> branch.lane.execute(() -> branch.leave(to)));
        }

        @Override
        public void interestChanged(Recipient to) {
            // a passive recipient drops what it does not want by itself
        }

        @Override
        public void publish(EncodedEvent event) {
            root.execute(() -> branches.forEach(branch -> branch.lane.execute(() -> branch.publish(event))));
        }

        @Override
        public long delivered() {
            return branches.stream().mapToLong(branch -> branch.delivered).min().orElse(Long.MAX_VALUE);
        }

        @Override
        public int relays() {
            return branches.stream().mapToInt(branch -> branch.leafCount).sum();
        }

        @Override
        public void close() {
            branches.forEach(branch -> branch.turn.close(branch.lane));
        }

        private Branch branchOf(Recipient to) {
            return branches.stream().filter(branch -> branch.lane.equals(to.lane())).findFirst().orElseThrow();
        }
    }

    /// The leaves of one lane. **Owner:** the lane.
    private static final class Branch {
        private final Lane lane;
        private final Runnable progress;
        private final List<Leaf> leaves = new ArrayList<>();
        private final Map<Recipient, Leaf> leafOf = new HashMap<>();
        private final Turn turn = new Turn(); // so that no delivery starts once the guild has closed us
        private volatile long delivered;
        private volatile int leafCount;

        Branch(Lane lane, Runnable progress) {
            this.lane = lane;
            this.progress = progress;
        }

        void join(Recipient to) {
            var leaf = roomy();
            leaf.promised++;
            leafOf.put(to, leaf);
            lane.execute(() -> leaf.recipients.add(to)); // behind the events that it does not get
        }

        private Leaf roomy() {
            return leaves.stream().filter(leaf -> leaf.promised < LEAF).findFirst().orElseGet(() -> {
                var fresh = new Leaf();
                leaves.add(fresh);
                leafCount = leaves.size();
                return fresh;
            });
        }

        void leave(Recipient to) {
            var leaf = leafOf.remove(to);
            if (leaf != null) {
                leaf.promised--;
                lane.execute(() -> leaf.recipients.remove(to)); // behind the events that it still gets
            }
        }

        /// One task a leaf: other work of the lane goes between. The last task says how far everybody is.
        void publish(EncodedEvent event) {
            for (Leaf leaf : leaves) {
                lane.execute(() -> deliver(leaf, event));
            }
            lane.execute(() -> {
                if (!turn.closed()) {
                    delivered = event.position();
                    progress.run();
                }
            });
        }

        private void deliver(Leaf leaf, EncodedEvent event) {
            turn.begin();
            try {
                for (Recipient recipient : leaf.recipients) {
                    if (!turn.serve(recipient, event)) {
                        return;
                    }
                }
            } finally {
                turn.end();
            }
        }
    }

    /// **Owner:** the lane of its branch.
    private static final class Leaf {
        private final Set<Recipient> recipients = new LinkedHashSet<>();
        private int promised; // those included whose task has not run yet
    }
}
