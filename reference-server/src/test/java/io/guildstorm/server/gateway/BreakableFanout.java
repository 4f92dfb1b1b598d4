package io.guildstorm.server.gateway;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.FanoutStrategy;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.fanout.RelayFanout;
import io.guildstorm.server.model.GuildId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// `relay`, but the next event after [#breakDown] is lost in it, and its guild learns that by an exception.
final class BreakableFanout implements FanoutStrategy {
    private final AtomicBoolean broken = new AtomicBoolean();

    void breakDown() {
        broken.set(true);
    }

    @Override
    public String name() {
        return "breakable";
    }

    @Override
    public Fanout open(GuildId guild, List<Lane> lanes, Settings settings, Runnable progress) {
        return new Breakable(new RelayFanout().open(guild, lanes, settings, progress), broken);
    }

    private record Breakable(Fanout relay, AtomicBoolean broken) implements Fanout {
        @Override
        public void join(Recipient to) {
            relay.join(to);
        }

        @Override
        public void leave(Recipient to) {
            relay.leave(to);
        }

        @Override
        public void interestChanged(Recipient to) {
            relay.interestChanged(to);
        }

        @Override
        public void publish(EncodedEvent event) {
            if (broken.compareAndSet(true, false)) {
                throw new IllegalStateException("broken on purpose");
            }
            relay.publish(event);
        }

        @Override
        public long delivered() {
            return relay.delivered();
        }

        @Override
        public void close() {
            relay.close();
        }
    }
}
