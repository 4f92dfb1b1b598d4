package io.guildstorm.scenarios.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.guildstorm.scenarios.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class DelayBucketsTest {
    @ParameterizedTest
    @Seeds(count = 200)
    void a_quantile_is_within_four_percent_of_the_exact_one(RandomGenerator random) {
        double scale = Math.exp(random.nextDouble(Math.log(1e5), Math.log(1e10)));
        long[] delays = random.longs(random.nextInt(100, 3_000), 50_000, 50_001 + (long) scale)
                .sorted()
                .toArray();
        var buckets = new DelayBuckets();

        Arrays.stream(delays).forEach(buckets::add);

        double exact = delays[(int) Math.ceil(delays.length * 0.99) - 1] / 1e6;
        assertThat(buckets.quantileMillis(0.99)).isCloseTo(exact, within(exact * 0.04 + 0.001));
    }

    @Test
    void heat_and_arrival_buckets_hold_every_value_at_or_below_their_bound() {
        Histogram delays = Delays.histogram();
        for (double millis = 0.01; millis < 60_000; millis *= 1.07) delays.recordValue((long) (millis * 1e6));

        var counts = LogBuckets.of(delays, 10);

        assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(delays.getTotalCount());
        assertThat(counts.firstKey()).isGreaterThanOrEqualTo(delays.getMinValue() / 1e6 * 0.999);
        assertThat(counts.lastKey()).isGreaterThanOrEqualTo(delays.getMaxValue() / 1e6 * 0.999);
        assertThat(counts).containsKey(1.0);
    }
}
