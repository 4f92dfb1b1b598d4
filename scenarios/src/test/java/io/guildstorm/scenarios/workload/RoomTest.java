package io.guildstorm.scenarios.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RoomTest {
    private static final long GIB = 1L << 30;

    @Test
    void a_plan_that_fits_stays_as_it_is() {
        Room room = new Room(20_000, 28_232, 8 * GIB);

        assertThat(room.fit(HotChannel.PLAN)).isEqualTo(HotChannel.PLAN);
        assertThat(room.shrunk(HotChannel.PLAN)).isNull();
    }

    @Test
    void few_descriptors_make_it_smaller_and_it_says_what_would_do() {
        Room room = new Room(1_024, 28_232, 8 * GIB);

        assertThat(room.fit(HotChannel.PLAN).sessions()).isEqualTo(624);
        assertThat(room.shrunk(HotChannel.PLAN))
                .isEqualTo("624 instead of 2,000 sessions: a process may open 1,024 files here"
                        + " (ulimit -n 2400 would do)");
    }

    @Test
    void few_ports_make_it_smaller() {
        Room room = new Room(20_000, 2_500, 8 * GIB);

        assertThat(room.fit(HotChannel.PLAN).sessions()).isEqualTo(500);
        assertThat(room.scarce(2_000)).isEqualTo("there are 2,500 local ports (net.ipv4.ip_local_port_range)");
    }

    @Test
    void little_memory_makes_it_smaller() {
        Room room = new Room(20_000, 28_232, (1_200L << 20) + (96L << 10) * 100);

        assertThat(room.fit(HotChannel.PLAN).sessions()).isEqualTo(100);
    }

    @Test
    void no_room_at_all_is_none_and_not_less() {
        assertThat(new Room(10, 10, 10).sessions()).isZero();
    }

    @Test
    void a_higher_rate_has_the_bursts_that_go_with_it() {
        assertThat(HotChannel.PLAN.withRate(100).burst()).hasToString("50/5s");
    }
}
