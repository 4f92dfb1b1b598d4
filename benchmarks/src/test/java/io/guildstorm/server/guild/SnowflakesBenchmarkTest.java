package io.guildstorm.server.guild;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SnowflakesBenchmarkTest {
    private static void rises(ToLongFunction<SnowflakesBenchmark> next) {
        var benchmark = new SnowflakesBenchmark();

        assertThat(LongStream.range(0, 1_000)
                        .map(_ -> next.applyAsLong(benchmark))
                        .toArray())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void next_is_another_id_above_the_one_before() {
        rises(SnowflakesBenchmark::next);
    }

    @Test
    void nextOfTwoThreads_is_another_id_above_the_one_before() {
        rises(SnowflakesBenchmark::nextOfTwoThreads);
    }
}
