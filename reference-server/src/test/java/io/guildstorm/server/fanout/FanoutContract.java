package io.guildstorm.server.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.fanout.FanoutStrategy.Fanout;
import io.guildstorm.server.fanout.FanoutStrategy.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [FanoutStrategy] has to keep. Extend it by one line:
/// ```java
/// class MyFanoutTest extends FanoutContract {
///     @Override protected FanoutStrategy strategy() { return new MyFanout(); }
/// }
/// ```
/// Interleavings are seeded: a failure names the seed that shows it again.
public abstract class FanoutContract {
    private static final int STEPS = 400;

    protected abstract FanoutStrategy strategy();

    @Test
    void its_name_can_be_typed_after_set_fanout() {
        assertThat(strategy().name()).matches("[a-z][a-z0-9-]*");
    }

    /// Joins, leaves and events as the feeder makes them, lanes that run when they like: everybody gets what was
    /// published between their join and their leave, all of it, once, in order, on their lane.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everybody_gets_what_was_published_between_join_and_leave_once_and_in_order(int seed) {
        var town = new Town(seed);

        for (int i = 0; i < STEPS; i++) {
            town.anything();
        }
        town.settle();

        assertThat(town.members).allSatisfy(member -> {
            assertThat(member.listener.heard()).isEqualTo(member.due);
            assertThat(member.listener.wasServedOffLane()).isFalse();
        });
        assertThat(town.fanout.delivered()).isEqualTo(town.newest);
    }

    /// A delete or a revoke returns on `delivered()`: at any moment, all who are due an event up to there have
    /// it.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void delivered_never_says_more_than_everybody_has_and_never_falls(int seed) {
        var town = new Town(seed);
        long before = 0;

        for (int i = 0; i < STEPS; i++) {
            town.anything();
            long delivered = town.fanout.delivered();
            assertThat(delivered).isBetween(before, town.newest);
            before = delivered;
            for (Member member : town.members) {
                long due = member.due.stream()
                        .filter(position -> position <= delivered)
                        .count();
                if (member.listener.heard().size() < due) {
                    assertThat(member.listener.heard())
                            .as("delivered: " + delivered)
                            .isEqualTo(member.due);
                }
            }
        }
    }

    @Test
    void with_nobody_joined_everything_is_delivered_at_once() {
        var town = new Town(1);

        town.publish();
        town.publish();
        town.settle();

        assertThat(town.fanout.delivered()).isEqualTo(town.newest);
    }

    @Test
    void progress_is_told_after_the_last_delivery() {
        var town = new Town(1);
        town.join();
        town.publish();
        long seenBy = town.toldDelivered;

        town.settle();

        assertThat(seenBy).isLessThan(town.newest);
        assertThat(town.toldDelivered).isEqualTo(town.newest);
    }

    @Test
    void a_recipient_that_left_is_not_served_again_when_it_joins_anew_without_a_gap_in_what_is_new() {
        var town = new Town(1);
        var member = town.join();
        town.publish();
        town.leave(member);
        town.publish();
        town.rejoin(member);
        town.publish();

        town.settle();

        assertThat(member.listener.heard()).containsExactly(1L, 3L);
    }

    @Test
    void leaving_without_having_joined_changes_nothing() {
        var town = new Town(1);
        var member = town.join();
        var stranger = new Listener(town.lanes.getFirst());

        town.fanout.leave(stranger);
        town.publish();
        town.settle();

        assertThat(member.listener.heard()).containsExactly(1L);
        assertThat(town.fanout.delivered()).isEqualTo(town.newest);
    }

    @Test
    void who_throws_is_told_to_resume_and_the_others_do_not_notice() {
        var town = new Town(1);
        var before = town.join();
        var faulty = new Listener(town.lanes.getFirst()).faulty();
        town.fanout.join(faulty);
        var after = town.join();

        town.publish();
        town.settle();

        assertThat(faulty.abandonments()).isNotEmpty();
        assertThat(before.listener.heard()).containsExactly(1L);
        assertThat(after.listener.heard()).containsExactly(1L);
        assertThat(town.fanout.delivered()).isEqualTo(town.newest);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void no_delivery_starts_once_close_has_returned(int seed) {
        var town = new Town(seed);
        for (int i = 0; i < STEPS / 2; i++) {
            town.anything();
        }
        town.fanout.close();
        var heard = town.members.stream()
                .map(member -> List.copyOf(member.listener.heard()))
                .toList();

        town.lanes.forEach(SteppedLane::drain);

        assertThat(town.members.stream().map(member -> member.listener.heard()).toList())
                .isEqualTo(heard);
    }

    /// The same with threads: lanes deliver for as long as they may while the feeder closes.
    @Test
    void no_delivery_starts_once_close_has_returned_on_another_thread() throws InterruptedException {
        for (int round = 0; round < 10; round++) {
            var delivering = new CountDownLatch(1);
            var closed = new AtomicBoolean();
            var late = new AtomicLong();
            try (var lane = new ThreadLane()) {
                var fanout = strategy().open(Events.GUILD, List.of(lane), new Settings(10), () -> {});
                for (int i = 0; i < 100; i++) {
                    fanout.join(new Watching(lane, delivering, closed, late));
                }
                LongStream.rangeClosed(1, 20).mapToObj(Events::at).forEach(fanout::publish);
                assertThat(delivering.await(30, TimeUnit.SECONDS)).isTrue();
                fanout.close();
                closed.set(true);
            }
            assertThat(late).hasValue(0);
        }
    }

    /// With threads: nothing is lost between a feeder and lanes that run at once.
    @Test
    void lanes_on_threads_of_their_own_lose_and_repeat_nothing() {
        var lanes = List.of(new ThreadLane(), new ThreadLane());
        var progress = new AtomicLong();
        var fanout = strategy().open(Events.GUILD, List.copyOf(lanes), new Settings(7), progress::incrementAndGet);
        var listeners = IntStream.range(0, 100)
                .mapToObj(i -> new Listener(lanes.get(i % 2)))
                .toList();

        listeners.forEach(fanout::join);
        LongStream.rangeClosed(1, 500).mapToObj(Events::at).forEach(fanout::publish);
        lanes.forEach(ThreadLane::close);

        var all = LongStream.rangeClosed(1, 500).boxed().toList();
        assertThat(listeners)
                .allSatisfy(listener -> assertThat(listener.heard()).isEqualTo(all));
        assertThat(fanout.delivered()).isEqualTo(500);
        assertThat(progress.get()).isPositive();
    }

    /// Notes deliveries that start after the close.
    private record Watching(Lane lane, CountDownLatch delivering, AtomicBoolean closed, AtomicLong late)
            implements Recipient {
        @Override
        public boolean passive() {
            return false;
        }

        @Override
        public void deliver(EncodedEvent event) {
            if (closed.get()) {
                late.incrementAndGet();
            }
            delivering.countDown();
        }

        @Override
        public void abandon(String reason) {
            late.incrementAndGet();
        }
    }

    private record Member(Listener listener, List<Long> due) {}

    /// A guild with three lanes, a small relay size, and a record of what everybody is due.
    private final class Town {
        private final Random random;
        private final List<SteppedLane> lanes = List.of(new SteppedLane(), new SteppedLane(), new SteppedLane());
        private final List<Member> members = new ArrayList<>();
        private final List<Member> joined = new ArrayList<>();
        private final Fanout fanout;
        private long newest;
        private long toldDelivered;

        Town(int seed) {
            random = new Random(seed);
            fanout = strategy()
                    .open(
                            Events.GUILD,
                            List.copyOf(lanes),
                            new Settings(1 + random.nextInt(5)),
                            () -> toldDelivered = deliveredNow());
        }

        private long deliveredNow() {
            return fanout.delivered();
        }

        void anything() {
            switch (random.nextInt(10)) {
                case 0, 1 -> join();
                case 2 -> {
                    if (!joined.isEmpty()) {
                        leave(joined.get(random.nextInt(joined.size())));
                    }
                }
                case 3, 4 -> publish();
                default -> step();
            }
        }

        Member join() {
            var member = new Member(new Listener(lanes.get(random.nextInt(lanes.size()))), new ArrayList<>());
            members.add(member);
            rejoin(member);
            return member;
        }

        void rejoin(Member member) {
            joined.add(member);
            fanout.join(member.listener);
        }

        void leave(Member member) {
            joined.remove(member);
            fanout.leave(member.listener);
        }

        void publish() {
            newest++;
            joined.forEach(member -> member.due.add(newest));
            fanout.publish(Events.at(newest));
        }

        void step() {
            var lane = lanes.get(random.nextInt(lanes.size()));
            if (!lane.idle()) {
                lane.step();
            }
        }

        void settle() {
            while (!lanes.stream().allMatch(SteppedLane::idle)) {
                lanes.forEach(SteppedLane::drain);
            }
        }
    }

    /// A lane on a thread of its own. Closing it runs what was given to it.
    private static final class ThreadLane implements Lane, AutoCloseable {
        private volatile Thread thread = Thread.currentThread();
        private final ExecutorService tasks = Executors.newSingleThreadExecutor(task -> {
            thread = Thread.ofPlatform().daemon().name("lane").unstarted(task);
            return thread;
        });
        private final AtomicLong waiting = new AtomicLong();

        @Override
        public void execute(Runnable task) {
            waiting.incrementAndGet();
            tasks.execute(() -> {
                task.run();
                waiting.decrementAndGet();
            });
        }

        @Override
        public boolean inLane() {
            return Thread.currentThread() == thread;
        }

        @Override
        public void close() {
            while (waiting.get() > 0) { // a task may queue itself again, which a closed executor refuses
                Thread.onSpinWait();
            }
            tasks.close();
        }
    }
}
