package io.guildstorm.scenarios.run.slow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerMetersTest {
    private static final String TEXT = """
            # HELP closes_total Sockets closed.
            # TYPE closes_total counter
            closes_total{lane="0"} 2.0
            closes_total{lane="1"} 3.0
            closes_total_old 7.0
            sessions 1.0E3
            """;

    @Test
    void a_meter_is_the_sum_of_its_lines() {
        assertThat(ServerMeters.valueOf("closes_total", TEXT)).isEqualTo(5);
        assertThat(ServerMeters.valueOf("sessions", TEXT)).isEqualTo(1_000);
    }

    @Test
    void a_meter_that_is_not_there_is_unknown_and_not_zero() {
        assertThat(ServerMeters.valueOf("closes", TEXT)).isNull();
    }
}
