package io.guildstorm.reports.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.Audit;
import io.guildstorm.reports.record.Reason;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.record.Verdict;
import io.guildstorm.reports.target.TypingFigures.Asked;
import io.guildstorm.reports.target.TypingFigures.Messages;
import io.guildstorm.reports.target.TypingFigures.Rules;
import io.guildstorm.reports.target.TypingFigures.Side;
import io.guildstorm.reports.target.TypingFigures.Told;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypingFiguresTest {
    private static final TypingFigures FIGURES = new TypingFigures(List.of(
            new Side(
                    "typing",
                    true,
                    43,
                    new Asked(240, 200, 40, 16),
                    new Told(184, 0, 174_800, 17_480.25, 9_000_000.5),
                    new Rules(0, 0, 40_850, 0, 0),
                    new Messages(4.0, 41.2, 60.0, 39.0, 3.5)),
            new Side(
                    "quiet",
                    false,
                    0,
                    new Asked(0, 0, 0, 0),
                    new Told(0, 0, 0, 0, 0),
                    new Rules(0, 0, 0, 0, 0),
                    new Messages(3.0, 38.9, 55.0, null, null)),
            new Side(
                    "each-key",
                    false,
                    43,
                    new Asked(1_000, 1_000, 0, 16),
                    new Told(900, 84, 855_000, 85_500, 40_000_000),
                    new Rules(0, 0, 40_850, 0, 0),
                    new Messages(null, null, null, null, 9.0))));

    @Test
    void the_block_is_read_as_it_was_written() {
        assertThat(TypingFigures.of(FIGURES.experiment())).isEqualTo(FIGURES);
        assertThat(TypingFigures.of(Map.of("sends", 3))).isNull();
    }

    @Test
    void the_headline_sets_what_messages_take_on_all_sides_beside_each_other() {
        RunRecord judged = judged(FIGURES, Observations.NONE);

        assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judged.headline())
                .isEqualTo("43 members type in a busy channel: messages' p99 41.2 ms (typing), 38.9 ms (quiet);"
                        + " none of 40,850 views of who types is wrong.");
    }

    @Test
    void words_tell_what_was_limited_and_dropped_where_there_was_any() {
        assertThat(FIGURES.sides().stream().map(TypingFigures::words))
                .containsExactly(
                        "messages' p99 41.2 ms, 17,480 typing deliveries/s, 40 of 240 posts limited",
                        "messages' p99 38.9 ms, 0 typing deliveries/s",
                        "85,500 typing deliveries/s, 84 dropped");
    }

    @Test
    void a_broken_rule_fails_the_run_and_is_in_its_headline() {
        Rules rules = new Rules(3, 2, 40_850, 1, 4);
        Side first = FIGURES.sides().getFirst();
        var figures = new TypingFigures(List.of(
                new Side(first.name(), true, first.typists(), first.asked(), first.told(), rules, first.messages())));
        var broken = new Reason(Reason.Code.WRONG_TYPING, null, "typing: " + rules.broken(), null);

        RunRecord judged = judged(figures, Observations.NONE.withRuleBroken(broken));

        assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged.reasons()).containsExactly(broken);
        assertThat(judged.headline())
                .contains("3 times a client was told of one who hides")
                .contains("2 times one who may not see the channel was told")
                .contains("1 of 40,850 views were wrong at rest")
                .contains("4 entries of the history are no messages");
    }

    private static RunRecord judged(TypingFigures figures, Observations seen) {
        return Verdicts.judge(
                RunRecord.of("typing-storm")
                        .audit(new Audit(10, 10, 0, 0, 0, 0, 0, 0, 0, 0))
                        .experiment(figures.experiment())
                        .build(),
                List.of(),
                seen);
    }
}
