package io.guildstorm.reports.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.guildstorm.reports.bench.BenchResult.About;
import io.guildstorm.reports.record.UnreadableRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmhFileTest {
    @TempDir
    Path folder;

    @Test
    void a_result_has_the_figures_that_jmh_wrote() throws IOException {
        BenchResult relay = SyntheticBench.results(folder).get(1);

        assertThat(relay.name()).isEqualTo("Dispatch.relay");
        assertThat(relay.type()).isEqualTo("io.guildstorm.server.fanout.DispatchBenchmark");
        assertThat(relay.params()).isEqualTo(Map.of("recipients", "1000"));
        assertThat(relay.mode()).isEqualTo("avgt");
        assertThat(relay.unit()).isEqualTo("us/op");
        assertThat(relay.score()).isEqualTo(21);
        assertThat(relay.error()).isEqualTo(2.5);
        assertThat(relay.allocatedBytesPerOp()).isEqualTo(0.004);
        assertThat(relay.forks()).isEqualTo(2);
        assertThat(relay.claim()).isEqualTo(SyntheticBench.DISPATCH.claim());
        assertThat(relay.yardsticks()).isEqualTo(SyntheticBench.DISPATCH.yardsticks());
    }

    @Test
    void median_and_spread_are_of_the_iterations_of_all_forks() throws IOException {
        BenchResult relay = SyntheticBench.results(folder).get(1);

        assertThat(relay.median()).isEqualTo(20.5);
        assertThat(relay.min()).isEqualTo(19);
        assertThat(relay.max()).isEqualTo(24);
        assertThat(relay.iterations()).isEqualTo(4);
    }

    @Test
    void what_is_done_for_many_is_told_for_one() throws IOException {
        List<BenchResult> results = SyntheticBench.results(folder);

        assertThat(results.get(1).eachNanos()).isCloseTo(20.5, within(1e-9));
        assertThat(results.get(2).eachNanos()).isCloseTo(20, within(1e-9));
        assertThat(results.get(0).eachNanos()).isEqualTo(1);
        assertThat(results.get(2).inTopic()).isEqualTo("relay, recipients 100,000");
    }

    @Test
    void what_jmh_does_not_know_is_null() throws IOException {
        List<BenchResult> results = SyntheticBench.results(folder);

        assertThat(results.get(2).error()).isNull();
        assertThat(results.get(0).allocatedBytesPerOp()).isNull();
    }

    @Test
    void what_takes_less_than_twice_as_long_as_nothing_is_marked() throws IOException {
        assertThat(SyntheticBench.results(folder).stream().map(BenchResult::likeNothing))
                .containsExactly(null, false, false, true);
    }

    @Test
    void without_nothing_measured_nobody_can_tell() throws IOException {
        Path all = SyntheticBench.jmh(folder);
        String text = Files.readString(all).replace("NothingBenchmark", "OtherBenchmark");
        Files.writeString(all, text);

        assertThat(JmhFile.read(all, _ -> SyntheticBench.DISPATCH).stream().map(BenchResult::likeNothing))
                .containsOnlyNulls();
    }

    @Test
    void no_file_is_no_results() throws IOException {
        assertThat(JmhFile.read(folder.resolve("none"), _ -> new About("", null, List.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[{}]",
                "[{\"benchmark\": \"a.B.c\", \"mode\": \"avgt\", \"primaryMetric\": {\"score\": 1, \"scoreUnit\": \"ns/op\", \"rawData\": []}}]",
                "[{\"benchmark\": \"a.B.c\", \"mode\": \"avgt\", \"primaryMetric\": {\"score\": \"x\", \"scoreUnit\": \"ns/op\", \"rawData\": [[1]]}}]",
                "[{\"benchmark\": \"a.B.c\", \"mode\""
            })
    void a_file_that_jmh_did_not_write_is_refused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("jmh.json"), text);

        assertThatThrownBy(() -> JmhFile.read(file, _ -> new About("", null, List.of())))
                .isInstanceOf(UnreadableRunException.class)
                .hasMessageContaining("jmh.json");
    }

    @Test
    void a_record_is_read_as_it_was_written() throws IOException {
        BenchRecord record = SyntheticBench.record(folder);

        BenchFile.write(folder, record);

        assertThat(BenchFile.read(folder)).isEqualTo(record);
        assertThat(Files.readString(BenchFile.in(folder)))
                .contains("\"schema\" : \"guildstorm.bench/1\"", "\"allocated_bytes_per_op\" : 312.4")
                .contains("\"from_micros\" : 30.0", "\"like_nothing\" : true", "\"load_average\" : null");
    }

    @Test
    void a_record_of_another_version_is_refused() throws IOException {
        Files.writeString(BenchFile.in(folder), "{\"schema\": \"guildstorm.bench/2\"}");

        assertThatThrownBy(() -> BenchFile.read(folder))
                .hasMessageContaining("schema is \"guildstorm.bench/2\", not guildstorm.bench/1");
    }
}
