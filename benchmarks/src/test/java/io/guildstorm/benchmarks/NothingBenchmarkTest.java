package io.guildstorm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NothingBenchmarkTest {
    @Test
    void nothing_is_what_is_there() {
        var benchmark = new NothingBenchmark();
        assertThat(benchmark.nothing()).isEqualTo(42);

        benchmark.there = 7;

        assertThat(benchmark.nothing()).isEqualTo(7);
    }
}
