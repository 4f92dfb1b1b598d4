package io.guildstorm.reports.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.target.LatencyTarget;
import io.guildstorm.reports.target.Observations;
import io.guildstorm.reports.target.Runs;
import io.guildstorm.reports.target.Verdicts;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void verdict_and_headline_come_first() {
        assertThat(Summary.of(Runs.judged(Runs.good()))).isEqualTo("""
                ✅ **pass** · 2,000 people read one channel: 9.2 ms at p99 for 1,200,000 deliveries, none lost; 1.3 × the price of the bare socket write, 2 cores.

                | | measured | limit | |
                |---|---|---|---|
                | p99, discord | 9.2 ms (95 %: 8.7–10) | < 100 ms | met |
                | p99, slack | 9.2 ms (95 %: 8.7–10) | < 500 ms | met |
                | audit | 1,200,000 of 1,200,000: once, in order, intact |  | clean |
                | server CPU a delivery | 5.1 µs |  | 1.3 × the bare socket write |
                | room | met up to 7,500 online; at 8,000 this machine is full (server 54 %, load 43 % of 2 cores): a limit of the box, not yet of the server |  |  |

                `guildstorm run hot-channel --sessions 2000` · seed 42 · 2 cores, Xeon, epoll, loopback
                """);
    }

    @Test
    void a_miss_is_marked_and_explained() {
        RunRecord judged = Verdicts.judge(
                Runs.withP99(143.0),
                LatencyTarget.builtIn(),
                Observations.NONE.withSeries(Runs.series(row -> row, 17)));

        assertThat(Summary.of(judged))
                .startsWith("❌ **fail** · 2,000 people")
                .contains("| p99, discord | 143 ms (95 %: 136–154) | < 100 ms | **missed** |")
                .contains("- target-missed: p99 143 ms, target 100 ms (discord): missed by 43 %;"
                        + " second 17 only; in the others p99 is at most 12 ms\n");
    }

    @Test
    void an_unjudged_run_says_so() {
        RunRecord judged =
                Verdicts.judge(Runs.good(), LatencyTarget.builtIn(), Observations.NONE.withInterrupted(true));

        assertThat(Summary.of(judged))
                .startsWith("⚠️ **invalid** · No verdict on hot-channel: interrupted before the end.")
                .contains("| < 100 ms | not judged |");
    }

    @Test
    void a_record_of_nothing_is_still_a_summary() {
        assertThat(Summary.of(RunRecord.of("hot-channel").build())).isEqualTo("""
                ⚠️ **invalid** · unknown

                `unknown` · seed unknown · machine unknown
                """);
    }
}
