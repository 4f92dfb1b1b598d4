package io.guildstorm.server.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingBenchmarkTest {
    private static final int CALLS = 20_000;

    private static void findsEachOwner(int owners, ToIntFunction<RingBenchmark> lookup) {
        var benchmark = new RingBenchmark();
        benchmark.owners = owners;
        benchmark.place();

        var found = IntStream.range(0, CALLS)
                .map(_ -> lookup.applyAsInt(benchmark))
                .distinct()
                .sorted()
                .toArray();

        assertThat(found).isEqualTo(IntStream.range(0, owners).toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 64, 1_000})
    void ring_finds_each_of_the_owners_with_other_keys_each_time(int owners) {
        findsEachOwner(owners, RingBenchmark::ring);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 64, 1_000})
    void modulo_finds_each_of_the_owners_with_other_keys_each_time(int owners) {
        findsEachOwner(owners, RingBenchmark::modulo);
    }
}
