package io.guildstorm.server.guild;

import io.guildstorm.server.fanout.EncodedEvent;
import io.guildstorm.server.fanout.FanoutStrategy;
import io.guildstorm.server.fanout.Lane;
import io.guildstorm.server.fanout.Recipient;
import io.guildstorm.server.model.GuildId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The simplest fan-out: an event goes to one recipient after the other, each on its lane, and the next event waits
/// for nobody. It counts what it published.
final class OneByOne implements FanoutStrategy {
    final AtomicInteger published = new AtomicInteger();
    final AtomicInteger opened = new AtomicInteger();

    /// Waits until so many events were published.
    void awaitPublished(int events) throws InterruptedException {
        synchronized (published) {
            while (published.get() < events) {
                published.wait();
            }
        }
    }

    @Override
    public String name() {
        return "one-by-one";
    }

    @Override
    public Fanout open(GuildId guild, List<Lane> lanes, Settings settings, Runnable progress) {
        opened.incrementAndGet();
        return new Open(progress);
    }

    private final class Open implements Fanout {
        private final Runnable progress;
        private final List<Recipient> recipients = new ArrayList<>();
        private final List<AtomicLong> given = new ArrayList<>();
        private volatile List<AtomicLong> watched = List.of();
        private volatile long newest;
        private volatile boolean closed;

        Open(Runnable progress) {
            this.progress = progress;
        }

        @Override
        public void join(Recipient to) {
            recipients.add(to);
            given.add(new AtomicLong(newest));
            watched = List.copyOf(given);
        }

        @Override
        public void leave(Recipient to) {
            int at = recipients.indexOf(to);
            recipients.remove(at);
            given.remove(at);
            watched = List.copyOf(given);
        }

        @Override
        public void interestChanged(Recipient to) {}

        @Override
        public void publish(EncodedEvent event) {
            newest = event.position();
            for (int i = 0; i < recipients.size(); i++) {
                var to = recipients.get(i);
                var reached = given.get(i);
                to.lane().execute(() -> {
                    if (!closed) {
                        to.deliver(event);
                        reached.set(event.position());
                        progress.run();
                    }
                });
            }
            synchronized (published) {
                published.incrementAndGet();
                published.notifyAll();
            }
        }

        @Override
        public long delivered() {
            return watched.stream().mapToLong(AtomicLong::get).min().orElse(newest);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
