package io.guildstorm.scenarios.run.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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

    @Test
    void counters_of_one_kind_are_told_by_their_own_names() {
        String text = """
                guildstorm_presence_told_updates_total 12.0
                guildstorm_presence_bytes_total{loop="0"} 5.0
                guildstorm_presence_bytes_total{loop="1"} 6.0
                guildstorm_presence_users 3.0
                guildstorm_sends_messages_total 4.0
                """;

        assertThat(ServerMeters.named("guildstorm_presence_", text))
                .isEqualTo(Map.of("told_updates", 12L, "bytes", 11L));
    }
}
