package io.guildstorm.reports.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.Seeds;
import io.guildstorm.reports.record.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class ArrivalsTest {
    @TempDir
    Path place;

    private RunFolder folder = new RunFolder(Path.of("."));

    @BeforeEach
    void emptyFolder() throws IOException {
        folder = RunFolder.at(place.resolve("run"));
    }

    private void given(String kind, String process, String... lines) throws IOException {
        Files.writeString(folder.csv(kind, process), String.join("\n", lines) + "\n");
    }

    private static @Nullable Double at(@Nullable ArrivalCurve curve, double percent) {
        return Objects.requireNonNull(curve).points().stream()
                .filter(point -> point.percent() == percent)
                .findFirst()
                .orElseThrow()
                .ms();
    }

    @Test
    void the_shares_are_those_of_the_contract() {
        ArrivalCurve curve = ArrivalCurve.of(null, 1, new TreeMap<>());

        assertThat(curve.points())
                .extracting(ArrivalCurve.Point::percent)
                .containsExactly(
                        0.1, 1.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0, 50.0, 55.0, 60.0, 65.0, 70.0,
                        75.0, 80.0, 85.0, 90.0, 95.0, 99.0, 99.9, 100.0);
    }

    @Test
    void histograms_of_all_swarms_make_one_pooled_curve() throws IOException {
        given("arrival_histogram", "swarm-0", "upper_ms,count", "1.0,400", "2.0,100");
        given("arrival_histogram", "swarm-1", "upper_ms,count", "1.0,100", "8.0,400");

        ArrivalCurve pooled = Arrivals.join(folder, new Arrivals.Due(0, 100)).pooled();

        assertThat(Objects.requireNonNull(pooled).due()).isEqualTo(1_000);
        assertThat(at(pooled, 50)).isEqualTo(1.0);
        assertThat(at(pooled, 60)).isEqualTo(2.0);
        assertThat(at(pooled, 65)).isEqualTo(8.0);
        assertThat(pooled.complete()).isTrue();
    }

    @Test
    void one_lost_delivery_keeps_the_curve_below_100_percent() throws IOException {
        given("arrival_histogram", "swarm-0", "upper_ms,count", "1.0,999");

        ArrivalCurve pooled = Arrivals.join(folder, new Arrivals.Due(1, 100)).pooled();

        assertThat(at(pooled, 99.9)).isEqualTo(1.0);
        assertThat(at(pooled, 100)).isNull();
        assertThat(Objects.requireNonNull(pooled).complete()).isFalse();
    }

    @Test
    void running_counts_of_a_sampled_message_add_up_over_processes() throws IOException {
        given("arrival_samples", "swarm-0", "number,delay_ms,count_so_far", "7,1.0,1", "7,3.0,5", "9,2.0,10");
        given("arrival_samples", "swarm-1", "number,delay_ms,count_so_far", "7,2.0,4", "7,9.0,5");

        List<ArrivalCurve> samples =
                Arrivals.join(folder, new Arrivals.Due(0, 10)).samples();

        assertThat(samples).extracting(ArrivalCurve::message).containsExactly(7L, 9L);
        assertThat(at(samples.getFirst(), 10)).isEqualTo(1.0);
        assertThat(at(samples.getFirst(), 50)).isEqualTo(2.0);
        assertThat(at(samples.getFirst(), 90)).isEqualTo(3.0);
        assertThat(at(samples.getFirst(), 100)).isEqualTo(9.0);
    }

    @Test
    void a_sampled_message_that_one_session_never_got_ends_below_100_percent() throws IOException {
        given("arrival_samples", "swarm-0", "number,delay_ms,count_so_far", "7,1.0,9");

        List<ArrivalCurve> samples =
                Arrivals.join(folder, new Arrivals.Due(0, 10)).samples();

        assertThat(at(samples.getFirst(), 90)).isEqualTo(1.0);
        assertThat(at(samples.getFirst(), 95)).isNull();
    }

    @Test
    void nothing_measured_has_no_curve() throws IOException {
        assertThat(Arrivals.join(folder, new Arrivals.Due(0, 10))).isEqualTo(new Arrivals(null, List.of()));
    }

    @ParameterizedTest
    @Seeds(count = 20)
    void a_curve_never_goes_back_and_reads_back_as_written(RandomGenerator random) throws IOException {
        TreeMap<Double, Long> arrivals = new TreeMap<>();
        for (int i = 0; i < 300; i++) arrivals.merge(random.nextInt(1, 4_000) / 10.0, random.nextLong(50), Long::sum);
        long had = arrivals.values().stream().mapToLong(Long::longValue).sum();
        ArrivalCurve pooled = ArrivalCurve.of(null, had + random.nextLong(3), arrivals);
        Arrivals written = new Arrivals(pooled, List.of(ArrivalCurve.of(3L, had, arrivals)));

        written.write(folder.arrivals());

        assertThat(Arrivals.read(folder.arrivals())).isEqualTo(written);
        assertThat(pooled.points().stream().map(ArrivalCurve.Point::ms).filter(Objects::nonNull))
                .isSorted();
    }
}
