package io.guildstorm.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.wire.EventBody;
import io.guildstorm.server.wire.SampleMessages;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class HotChannelBenchmarkTest {
    /// Opcode, length, and its two further bytes.
    private static final long HEADER = 4;

    private static void framesAll(ToLongFunction<HotChannelBenchmark> message) {
        for (int sessions : new int[] {1, 20}) {
            var benchmark = new HotChannelBenchmark();
            benchmark.sessions = sessions;
            benchmark.join();
            var body = EventBody.of(SampleMessages.said(0, "x".repeat(120)), SampleMessages.view());
            long frame = HEADER + body.prefix().length + 1 + body.afterSequence().length + '}';

            assertThat(message.applyAsLong(benchmark)).isEqualTo(sessions * frame);
            assertThat(message.applyAsLong(benchmark)).isEqualTo(2L * sessions * frame);
        }
    }

    @Test
    void encodeOnce_makes_a_frame_for_each_session() {
        framesAll(HotChannelBenchmark::encodeOnce);
    }

    @Test
    void encodeForEachSession_makes_the_same_frames() {
        framesAll(HotChannelBenchmark::encodeForEachSession);
    }
}
