package io.guildstorm.server.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JournalBenchmarkTest {
    private static final int RUN = 100;

    private final JournalBenchmark benchmark = new JournalBenchmark();

    JournalBenchmarkTest() {
        benchmark.fill();
    }

    @Test
    void run_pushes_the_oldest_run_out() {
        assertThat(benchmark.run()).isEqualTo(1 + RUN);
        assertThat(benchmark.run()).isEqualTo(1 + 2 * RUN);
    }

    @Test
    void ownFrame_pushes_the_oldest_frame_out() {
        assertThat(benchmark.ownFrame()).isEqualTo(2);
        assertThat(benchmark.ownFrame()).isEqualTo(3);
    }

    @Test
    void runAndHeartbeat_leaves_the_newest_event_alone() {
        assertThat(benchmark.runAndHeartbeat()).isEqualTo(RUN);
        assertThat(benchmark.runAndHeartbeat()).isEqualTo(2 * RUN);
    }
}
