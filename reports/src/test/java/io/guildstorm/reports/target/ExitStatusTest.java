package io.guildstorm.reports.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {

    /// Scripts and CI depend on the numbers.
    @ParameterizedTest
    @CsvSource({"MET, 0", "MISSED, 1", "BAD_INPUT, 2", "CANNOT_JUDGE, 3", "INTERRUPTED, 130"})
    void each_status_has_its_own_number(ExitStatus status, int code) {
        assertThat(status.code()).isEqualTo(code);
    }
}
