package io.guildstorm.server.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.fanout.EventLog.Bounds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private static final long EPOCH_2 = 2L << 48;
    private final AtomicLong nanos = new AtomicLong();

    private EventLog log(Bounds bounds, long newest) {
        return new EventLog(bounds, newest, nanos::get);
    }

    private static List<Long> positions(List<EncodedEvent> events) {
        return events.stream().map(EncodedEvent::position).toList();
    }

    @Test
    void what_lies_between_two_positions_comes_in_order_also_across_epochs() {
        var log = log(Bounds.ofSlots(8), 5);
        LongStream.of(6, 7, EPOCH_2 + 8, EPOCH_2 + 9).mapToObj(Events::at).forEach(log::append);

        assertThat(log.between(6, EPOCH_2 + 8)).map(EventLogTest::positions).contains(List.of(7L, EPOCH_2 + 8));
        assertThat(log.between(5, EPOCH_2 + 9).orElseThrow()).hasSize(4);
        assertThat(log.newest()).isEqualTo(EPOCH_2 + 9);
    }

    @Test
    void who_asks_for_more_than_it_holds_is_told_so_and_given_nothing() {
        var log = log(Bounds.ofSlots(4), 0);
        LongStream.rangeClosed(1, 6).mapToObj(Events::at).forEach(log::append);

        assertThat(log.between(1, 6)).isEmpty();
        assertThat(log.between(2, 6).orElseThrow()).hasSize(4);
        assertThat(log.between(6, 7)).as("not there yet").isEmpty();
        assertThat(log.between(6, 6)).contains(List.of());
    }

    @Test
    void what_was_announced_before_it_was_opened_is_not_in_it() {
        var log = log(Bounds.ofSlots(4), 10);
        log.append(Events.at(11));

        assertThat(log.between(9, 11)).isEmpty();
        assertThat(log.between(10, 11).orElseThrow()).hasSize(1);
    }

    @Test
    void it_forgets_by_bytes_before_it_forgets_by_number() {
        int size = Events.at(1).body().afterSequence().length;
        var log = log(new Bounds(100, 3L * size, Duration.ofMinutes(5)), 0);

        LongStream.rangeClosed(1, 9).mapToObj(Events::at).forEach(log::append);

        assertThat(positions(log.backFrom(9))).containsExactly(9L, 8L, 7L);
        assertThat(log.between(5, 9)).isEmpty();
    }

    @Test
    void it_forgets_by_age_when_the_next_event_comes() {
        var log = log(new Bounds(100, 1 << 20, Duration.ofMinutes(5)), 0);
        log.append(Events.at(1));
        nanos.addAndGet(Duration.ofMinutes(4).toNanos());
        log.append(Events.at(2));
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        log.append(Events.at(3));

        assertThat(positions(log.backFrom(3))).containsExactly(3L, 2L);
    }

    @Test
    void a_reader_beside_the_feeder_never_sees_a_gap() throws InterruptedException {
        var log = log(Bounds.ofSlots(16), 0);
        var done = new AtomicBoolean();
        var torn = new AtomicLong();
        var found = new AtomicLong();
        var reader = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                long newest = log.newest();
                long after = Math.max(0, newest - 12);
                log.between(after, newest).ifPresent(events -> {
                    found.incrementAndGet();
                    if (events.size() != newest - after) {
                        torn.incrementAndGet();
                    }
                });
            }
        });

        for (long position = 1; position <= 50_000; position++) {
            log.append(cheapAt(position));
        }
        done.set(true);
        reader.join();

        assertThat(torn).hasValue(0);
        assertThat(found.get()).isPositive();
    }

    private static EncodedEvent cheapAt(long position) {
        return new EncodedEvent(position, ONE.guild(), ONE.event(), ONE.body(), ONE.view());
    }

    private static final EncodedEvent ONE = Events.at(1);
}
