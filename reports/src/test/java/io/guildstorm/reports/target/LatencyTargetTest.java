package io.guildstorm.reports.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildstorm.reports.record.RunFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyTargetTest {

    @Test
    void a_target_of_the_command_line_has_name_metric_and_limit() {
        LatencyTarget target = LatencyTarget.parse("ours:latency.last_recipient.p90_ms:250.5");

        assertThat(target.name()).isEqualTo("ours");
        assertThat(target.metric().path()).isEqualTo("latency.last_recipient.p90_ms");
        assertThat(target.limitMs()).isEqualTo(250.5);
        assertThat(target.source()).isEqualTo("command line");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ours | target cannot be \"ours\": give NAME:METRIC:LIMIT, for example ours:latency.delivery.p99_ms:250",
                "a:b:c:d | target cannot be \"a:b:c:d\": give NAME:METRIC:LIMIT, for example ours:latency.delivery.p99_ms:250",
                "a b:latency.delivery.p99_ms:250 | target name cannot be \"a b\": give 1 to 40 letters, digits, - or _, for example ours",
                "ours:latency.delivry.p99_ms:250 | target metric cannot be \"latency.delivry.p99_ms\": give a path into run.json, such as latency.delivery.p99_ms. Did you mean latency.delivery.p99_ms?",
                "ours:speed:250 | target metric cannot be \"speed\": give a path into run.json, such as latency.delivery.p99_ms.",
                "ours:latency.delivery.p99_ms:fast | target limit cannot be \"fast\": give milliseconds above zero, without a unit, for example 250",
                "ours:latency.delivery.p99_ms:250ms | target limit cannot be \"250ms\": give milliseconds above zero, without a unit, for example 250",
                "ours:latency.delivery.p99_ms:0 | target limit cannot be \"0\": give milliseconds above zero, without a unit, for example 250",
                "ours:latency.delivery.p99_ms:-1 | target limit cannot be \"-1\": give milliseconds above zero, without a unit, for example 250",
                "ours:latency.delivery.p99_ms:NaN | target limit cannot be \"NaN\": give milliseconds above zero, without a unit, for example 250",
            })
    void a_bad_target_is_answered_with_field_value_and_what_would_do(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LatencyTarget.parse(text))
                .withMessage(message);
    }

    @Test
    void a_profile_is_the_one_target_of_its_name() {
        assertThat(LatencyTarget.profile("slack").limitMs()).isEqualTo(500);
        assertThat(LatencyTarget.profile("discord").limitMs()).isEqualTo(100);
        assertThatThrownBy(() -> LatencyTarget.profile("discrod"))
                .hasMessage("profile cannot be \"discrod\": choose slack or discord. Did you mean discord?");
    }

    @ParameterizedTest
    @CsvSource({
        "latency.delivery.p50_ms, 3.1",
        "latency.delivery.p99_ms, 9.2",
        "latency.delivery.p999_ms, 14.0",
        "latency.delivery.max_ms, 21.0",
        "latency.delivery.mean_ms, 3.4",
        "latency.send_ack.p90_ms, 5.0",
        "latency.stages.fanout_started.p99_ms, 9.2",
        "latency.session_p99.max_ms, 10.4",
        "latency.delivery_in_process.p99_ms,",
    })
    void a_metric_is_the_figure_at_its_path_in_run_json(String path, Double value, @TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("run.json");
        try (InputStream contract = Objects.requireNonNull(RunFile.class.getResourceAsStream("contract.json"))) {
            Files.write(file, contract.readAllBytes());
        }

        assertThat(LatencyMetric.of(path).of(RunFile.read(file))).isEqualTo(value);
    }
}
