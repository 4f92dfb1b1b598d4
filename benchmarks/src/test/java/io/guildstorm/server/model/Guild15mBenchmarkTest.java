package io.guildstorm.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.server.TinyRun;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

class Guild15mBenchmarkTest {
    @Test
    void every_side_of_the_claim_still_runs() throws RunnerException {
        assertThat(TinyRun.of(Guild15mBenchmark.class, "members", "70000"))
                .hasSize(8)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }
}
