package io.guildstorm.server.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventLogBenchmarkTest {
    private static final long FILLED = 2_048;

    private final EventLogBenchmark benchmark = new EventLogBenchmark();

    EventLogBenchmarkTest() {
        benchmark.fill();
    }

    @Test
    void append_moves_the_newest_on() {
        assertThat(benchmark.append()).isEqualTo(FILLED + 1);
        assertThat(benchmark.append()).isEqualTo(FILLED + 2);
    }

    @Test
    void replay_is_all_that_was_missed_in_order() {
        for (int events : new int[] {1, 1_000}) {
            var missed = new EventLogBenchmark.Missed();
            missed.events = events;

            assertThat(benchmark.replay(missed).stream().map(EncodedEvent::position))
                    .containsExactlyElementsOf(LongStream.rangeClosed(FILLED - events + 1, FILLED)
                            .boxed()
                            .toList());
        }
        var newest = new EventLogBenchmark.Missed();
        newest.events = 1;
        long appended = benchmark.append();

        assertThat(benchmark.replay(newest).getLast().position()).isEqualTo(appended);
    }
}
