package io.guildstorm.reports.target;

import static io.guildstorm.reports.target.GuildFigures.Owner.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Verdict;
import io.guildstorm.reports.target.GuildFigures.Owner;
import io.guildstorm.reports.target.GuildFigures.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuildFiguresTest {
    private static final GuildFigures FIGURES = new GuildFigures(List.of(
            new Side(
                    "relay",
                    true,
                    15_000_000L,
                    999_700,
                    300,
                    68L,
                    12,
                    7.0,
                    95.24,
                    130.0,
                    9.0,
                    40.0,
                    8.04,
                    12.0,
                    new Owner(0.1, 0.4, 0.2, 1.0, 80.0)),
            new Side("direct", false, null, 999_700, 300, 0L, 0, null, null, null, null, null, null, null, UNKNOWN)));

    private static RunRecord judged(Audit inProcess) {
        return Verdicts.judge(
                RunRecord.of("guild-15m")
                        .audit(new Audit(10, 10, 0, 0, 0, 0, 0, 0, 0, 0))
                        .auditInProcess(inProcess)
                        .experiment(FIGURES.experiment())
                        .build(),
                List.of(),
                Observations.NONE);
    }

    @Test
    void the_block_is_read_as_it_was_written() {
        assertThat(GuildFigures.of(FIGURES.experiment())).isEqualTo(FIGURES);
        assertThat(GuildFigures.of(Map.of("sends", 3))).isNull();
    }

    @Test
    void the_headline_sets_both_designs_side_by_side() {
        RunRecord clean = judged(new Audit(99, 99, 0, 0, 0, 0, 0, 0, 0, 0));

        assertThat(clean.verdict()).isEqualTo(Verdict.PASS);
        assertThat(clean.headline())
                .isEqualTo(
                        "1,000,000 sessions, 300 with sockets, in a guild of 15,000,000 members: relay the last has a"
                                + " message after 95.2 ms, a send is answered after 8.04 ms; direct nothing was measured.");
    }

    @Test
    void the_headline_of_mentions_says_what_they_cost_the_guild() {
        RunRecord record = RunRecord.of("mention-everyone")
                .audit(new Audit(10, 10, 0, 0, 0, 0, 0, 0, 0, 0))
                .experiment(FIGURES.experiment())
                .build();

        assertThat(Verdicts.judge(record, List.of(), Observations.NONE).headline())
                .isEqualTo(
                        "1,000,000 sessions, 300 with sockets, in a guild of 15,000,000 members: relay the guild is busy"
                                + " 100 µs with a message, a send waits 200 µs for it, the last has it after 95.2 ms; direct"
                                + " nothing was measured.");
    }

    @Test
    void what_sessions_without_sockets_lost_fails_the_run() {
        RunRecord lossy = judged(new Audit(99, 98, 1, 0, 0, 0, 0, 0, 0, 0));

        assertThat(lossy.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(lossy.reasons()).anyMatch(reason -> reason.is(Reason.Code.LOST));
    }
}
