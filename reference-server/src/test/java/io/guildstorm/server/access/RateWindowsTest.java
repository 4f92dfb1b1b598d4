package io.guildstorm.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class RateWindowsTest {
    private static final long WINDOW_NANOS = 5_000_000_000L;
    private final AtomicLong nowNanos = new AtomicLong(Long.MAX_VALUE - WINDOW_NANOS); // it runs over in the tests
    private final RateWindows<Integer> windows =
            new RateWindows<>(new RateLimit(5, Duration.ofNanos(WINDOW_NANOS)), nowNanos::get);

    @ParameterizedTest
    @Seeds(count = 20)
    void no_more_than_the_limit_get_through_in_any_window_that_begins_with_a_request(RandomGenerator random) {
        int inWindow = 0;
        long windowEnds = nowNanos.get();
        for (int i = 0; i < 2_000; i++) {
            nowNanos.addAndGet(random.nextLong(2_000_000_000L));
            boolean allowed = windows.take(1).allowed();
            if (nowNanos.get() - windowEnds >= 0) {
                windowEnds = nowNanos.get() + WINDOW_NANOS;
                inWindow = 0;
            }
            inWindow++;
            assertThat(allowed).isEqualTo(inWindow <= 5);
        }
    }

    @Test
    void who_waits_as_long_as_told_is_let_through() {
        for (int i = 0; i < 1_000; i++) {
            var verdict = windows.take(1);

            assertThat(verdict.allowed()).isTrue();
            if (verdict.remaining() == 0) {
                nowNanos.addAndGet(verdict.resetAfter().toNanos());
            }
        }
    }

    @Test
    void a_look_counts_nothing_and_says_what_the_next_request_will_hear() {
        for (int i = 0; i < 12; i++) {
            boolean expected = windows.look(1).allowed();

            assertThat(windows.look(1).allowed()).isEqualTo(expected);
            assertThat(windows.take(1).allowed()).isEqualTo(expected);
        }
    }

    @Test
    void windows_that_are_over_are_forgotten() {
        for (int i = 1; i <= 100_000; i++) {
            nowNanos.addAndGet(10_000_000); // 500 begin in a window
            windows.take(i);
        }

        assertThat(windows.size()).isLessThanOrEqualTo(1_100);
    }

    /// All ask in the same window; between windows, what is over is dropped.
    @Test
    void threads_that_ask_at_once_are_let_through_as_often_as_one_would_be() throws Exception {
        int threads = 8;
        int limit = 5;
        int rounds = 200;
        var shared = new RateWindows<Yielding>(new RateLimit(limit, Duration.ofNanos(WINDOW_NANOS)), nowNanos::get);
        var admitted = new AtomicInteger(limit);
        var together = new CyclicBarrier(threads, () -> {
            assertThat(admitted.getAndSet(0)).isEqualTo(limit);
            nowNanos.addAndGet(WINDOW_NANOS);
        });
        var all = new ArrayList<Thread>();
        var failures = new ArrayList<Throwable>();
        for (int i = 0; i < threads; i++) {
            all.add(Thread.ofPlatform().start(() -> {
                try {
                    for (int round = 0; round < rounds; round++) {
                        together.await();
                        for (int ask = 0; ask < 20; ask++) {
                            admitted.addAndGet(shared.take(new Yielding(1)).allowed() ? 1 : 0);
                        }
                    }
                    together.await();
                } catch (Exception e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            }));
        }
        for (Thread thread : all) {
            thread.join();
        }

        assertThat(failures).isEmpty();
    }

    /// Gives way to other threads wherever it is looked up or put in.
    private record Yielding(int id) {
        @Override
        @SuppressWarnings("ThreadPriorityCheck") // to be interrupted here is what it is for
        public int hashCode() {
            Thread.yield();
            return id;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Yielding(int its) && its == id;
        }
    }
}
