package io.guildstorm.scenarios.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.scenarios.check.GroupedJudge.Got;
import io.guildstorm.scenarios.check.GroupedJudge.Group;
import io.guildstorm.scenarios.check.SentLog.Outcome;
import io.guildstorm.scenarios.check.SentLog.Send;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupedJudgeTest {
    private static final GroupedJudge JUDGE = new GroupedJudge(new SentLog(
            List.of(
                    send(0, 100, Outcome.ACKNOWLEDGED),
                    send(1, 101, Outcome.ACKNOWLEDGED),
                    send(2, 102, Outcome.ACKNOWLEDGED),
                    send(3, 0, Outcome.UNKNOWN),
                    send(4, 0, Outcome.REFUSED)),
            List.of()));

    private static Send send(int number, long id, Outcome outcome) {
        return new Send(number, 0, 0, 0, outcome, id, 0);
    }

    private static Got got(int number) {
        return new Got(number, 100 + number, true);
    }

    private static AuditCounts judge(long sessions, Got... got) {
        return JUDGE.judge(List.of(new Group(sessions, List.of(got))), 0);
    }

    @Test
    void nothing_is_due_to_the_passive_and_what_they_have_is_leaked() {
        var all = List.of(got(0), got(1), got(2));

        var clean = JUDGE.judge(List.of(new Group(900, List.of()), new Group(100, all)), 900);
        var leaking = JUDGE.judge(List.of(new Group(898, List.of()), new Group(102, all)), 900);
        var losing = JUDGE.judge(List.of(new Group(901, List.of()), new Group(99, all)), 900);

        assertThat(clean.clean()).isTrue();
        assertThat(clean.expected()).isEqualTo(300);
        assertThat(leaking.leaked()).isEqualTo(2);
        assertThat(losing.lost()).isEqualTo(3);
    }

    @Test
    void what_was_acknowledged_is_due_to_every_session_once() {
        AuditCounts counts = judge(1_000, got(0), got(1), got(2));

        assertThat(counts.clean()).isTrue();
        assertThat(counts.expected()).isEqualTo(3_000);
        assertThat(counts.delivered()).isEqualTo(3_000);
    }

    @Test
    void a_send_of_unknown_outcome_may_come_once() {
        assertThat(judge(5, got(0), got(1), got(2), new Got(3, 103, true)).clean())
                .isTrue();
    }

    @Test
    void what_is_missing_doubled_out_of_order_or_not_as_sent_is_counted_for_each_session_of_the_group() {
        assertThat(judge(7, got(0), got(2)).lost()).isEqualTo(7);
        assertThat(judge(7, got(0), got(1), got(1), got(2)).duplicated()).isEqualTo(7);
        assertThat(judge(7, got(1), got(0), got(2)).reordered()).isEqualTo(7);
        assertThat(judge(7, got(0), got(1), new Got(2, 102, false)).corrupted()).isEqualTo(7);
        assertThat(judge(7, got(0), got(1), new Got(2, 999, true)).corrupted()).isEqualTo(7);
        assertThat(judge(7, got(0), got(1), got(2), new Got(4, 104, true)).corrupted())
                .isEqualTo(7);
        assertThat(judge(7, got(0), got(1), got(2), new Got(-1, 0, false)).corrupted())
                .isEqualTo(7);
    }

    @Test
    void groups_add_up() {
        AuditCounts counts = JUDGE.judge(
                List.of(new Group(999, List.of(got(0), got(1), got(2))), new Group(1, List.of(got(0), got(1)))), 0);

        assertThat(counts.expected()).isEqualTo(3_000);
        assertThat(counts.delivered()).isEqualTo(2_999);
        assertThat(counts.lost()).isEqualTo(1);
    }
}
