package io.guildstorm.server.gateway.session;

import static io.guildstorm.server.gateway.session.DeadlineWheel.TICK_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineWheelTest {
    private long now = 5_000_000_000_000L;
    private final DeadlineWheel wheel = new DeadlineWheel(now);

    private final class Deadline implements DeadlineWheel.Timed {
        private long nanos;
        private long place = DeadlineWheel.NOWHERE;
        private boolean due;

        Deadline(long nanos) {
            this.nanos = nanos;
        }

        @Override
        public long deadlineNanos() {
            return nanos;
        }

        @Override
        public void due() {
            assertThat(nanos).isLessThanOrEqualTo(now);
            due = true;
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

    /// Deadlines put in, moved, taken out at random: each is told within a tick after it is due, never before,
    /// once.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void every_deadline_is_met_within_a_tick_and_never_early(int seed) {
        var random = new Random(seed);
        var waiting = new ArrayList<Deadline>();

        for (int i = 0; i < 5_000; i++) {
            var deadline = new Deadline(now + random.nextLong(TICK_NANOS * 1_500)); // some beyond one turn of the wheel
            wheel.put(deadline);
            waiting.add(deadline);
            var other = waiting.get(random.nextInt(waiting.size()));
            if (random.nextInt(3) == 0 && !other.due) {
                other.nanos += random.nextLong(TICK_NANOS * 100); // later: the wheel need not be told
            } else if (random.nextInt(4) == 0) {
                wheel.remove(other);
                waiting.remove(other);
            }
            now += random.nextLong(TICK_NANOS);
            wheel.advance(now);
            waiting.removeIf(one -> one.due);
            assertThat(wheel.size()).isEqualTo(waiting.size());
        }
        for (int i = 0; i < 2_000; i++) {
            now += TICK_NANOS;
            wheel.advance(now);
            assertThat(waiting).noneMatch(one -> !one.due && one.nanos + TICK_NANOS <= now);
        }

        assertThat(wheel.size()).isZero();
    }

    @Test
    void a_long_silence_is_caught_up_in_one_turn() {
        var deadline = new Deadline(now + 10 * TICK_NANOS);
        wheel.put(deadline);

        now += 100_000 * TICK_NANOS;
        wheel.advance(now);

        assertThat(deadline.due).isTrue();
    }
}
