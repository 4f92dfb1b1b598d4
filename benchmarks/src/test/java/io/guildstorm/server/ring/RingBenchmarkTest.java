package io.guildstorm.server.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RingBenchmarkTest {
    private static final int CALLS = 20_000;

    private final RingBenchmark benchmark = new RingBenchmark();

    private static void findsEachOf(int owners, IntSupplier lookup) {
        var found = IntStream.generate(lookup).limit(CALLS).distinct().sorted().toArray();

        assertThat(found).isEqualTo(IntStream.range(0, owners).toArray());
    }

    @Test
    void ring_finds_each_of_the_owners_with_other_keys_each_time() {
        for (int owners : new int[] {8, 64, 1_000}) {
            var among = new RingBenchmark.Owners();
            among.owners = owners;
            among.place();

            findsEachOf(owners, () -> benchmark.ring(among));
        }
    }

    @Test
    void modulo_finds_each_of_the_owners_with_other_keys_each_time() {
        findsEachOf(1_000, benchmark::modulo);
    }
}
