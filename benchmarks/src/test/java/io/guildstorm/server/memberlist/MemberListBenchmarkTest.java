package io.guildstorm.server.memberlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MemberListBenchmarkTest {
    private static final int ONLINE = 70_000;
    private static final int PROBES = 1 << 16;
    private static final int CALLS = 500;

    private final MemberListBenchmark benchmark = new MemberListBenchmark();

    MemberListBenchmarkTest() {
        benchmark.online = ONLINE;
        benchmark.fill();
    }

    @Test
    void insertOrRemove_finds_the_place_of_each_who_comes_and_then_of_each_who_goes() {
        assertThat(IntStream.range(0, PROBES).map(_ -> benchmark.insertOrRemove()))
                .allMatch(place -> place >= 0 && place < ONLINE + PROBES);
        assertThat(IntStream.range(0, PROBES).map(_ -> benchmark.insertOrRemove()))
                .allMatch(place -> place >= 0 && place < ONLINE + PROBES);
        assertThat(benchmark.insertOrRemove()).isNotNegative(); // and again
    }

    @Test
    void rename_moves_each_from_a_place_to_another_and_back() {
        var there = LongStream.generate(benchmark::rename).limit(PROBES).boxed().toList();
        var back = LongStream.generate(benchmark::rename).limit(PROBES).boxed().toList();

        assertThat(there).allMatch(places -> before(places) >= 0 && after(places) >= 0);
        assertThat(there).anyMatch(places -> before(places) != after(places));
        assertThat(back).allMatch(places -> before(places) >= 0 && after(places) >= 0);
    }

    private static int before(long places) {
        return (int) (places >> Integer.SIZE);
    }

    private static int after(long places) {
        return (int) places;
    }

    @Test
    void rows_are_others_each_time() {
        assertThat(IntStream.range(0, CALLS)
                        .mapToObj(_ -> benchmark.rows())
                        .distinct()
                        .count())
                .isGreaterThan(CALLS * 9L / 10);
    }
}
