package io.guildstorm.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.TinyRun;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

class HotChannelBenchmarkTest {
    @Test
    void both_sides_of_the_claim_still_run() throws RunnerException {
        assertThat(TinyRun.of(HotChannelBenchmark.class, "sessions", "20"))
                .hasSize(2)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }
}
