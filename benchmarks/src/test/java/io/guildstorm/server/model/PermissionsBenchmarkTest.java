package io.guildstorm.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PermissionsBenchmarkTest {
    private static final long MANAGING = Permission.EVERYONE | Permission.MANAGE_MESSAGES.bit();

    private static PermissionsBenchmark of(int roles) {
        var benchmark = new PermissionsBenchmark();
        benchmark.roles = roles;
        benchmark.found();
        return benchmark;
    }

    /// The second member is denied what the roles give back to all.
    @Test
    void inChannel_is_what_roles_and_overwrites_leave_of_each_member() {
        for (int roles : new int[] {1, 10, 100}) {
            var benchmark = of(roles);

            assertThat(benchmark.inChannel()).isEqualTo(MANAGING);
            assertThat(benchmark.inChannel()).isEqualTo(MANAGING & ~Permission.SEND_MESSAGES.bit());
            assertThat(benchmark.inChannel()).isEqualTo(MANAGING);
        }
    }

    @Test
    void inThread_asks_the_channel_for_all_but_sending() {
        for (int roles : new int[] {1, 10, 100}) {
            var benchmark = of(roles);

            assertThat(benchmark.inThread()).isEqualTo(MANAGING);
            assertThat(benchmark.inThread()).isEqualTo(MANAGING);
        }
    }

    @Test
    void inThread_of_a_channel_without_the_roles_is_another() {
        assertThat(of(0).inThread()).isEqualTo(Permission.EVERYONE);
    }
}
