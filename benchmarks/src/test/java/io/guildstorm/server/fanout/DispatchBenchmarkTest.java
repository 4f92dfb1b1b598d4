package io.guildstorm.server.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class DispatchBenchmarkTest {
    private static void givesEachRecipientEachEvent(ToLongFunction<DispatchBenchmark> dispatch) {
        for (int recipients : new int[] {1, 20_000}) {
            var benchmark = new DispatchBenchmark();
            benchmark.recipients = recipients;
            benchmark.join();

            assertThat(dispatch.applyAsLong(benchmark)).isEqualTo(recipients);
            assertThat(dispatch.applyAsLong(benchmark)).isEqualTo(recipients * (1L + 2));
        }
    }

    @Test
    void relay_gives_each_recipient_each_event_once() {
        givesEachRecipientEachEvent(DispatchBenchmark::relay);
    }

    @Test
    void direct_gives_each_recipient_each_event_once() {
        givesEachRecipientEachEvent(DispatchBenchmark::direct);
    }
}
