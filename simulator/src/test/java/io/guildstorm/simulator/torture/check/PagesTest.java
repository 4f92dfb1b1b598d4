package io.guildstorm.simulator.torture.check;

import static io.guildstorm.simulator.torture.check.Story.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.simulator.torture.facts.Moment;
import io.guildstorm.simulator.torture.history.Fault;
import io.guildstorm.simulator.torture.history.Op;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PagesTest {
    @Test
    void an_acknowledged_message_that_a_later_page_does_not_show_is_lost() {
        Story story = new Story().sent("c1", 5, "m1", 10, 20).newest("c2", 21, 30);

        assertThat(story.judge().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.LOST_ACK);
            assertThat(finding.witness())
                    .extracting(Moment::who, Moment::what)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("c1", "sends \"m1\" to #one → done: 5 \"m1\""),
                            org.assertj.core.groups.Tuple.tuple(
                                    "c2", "reads #one newest, limit 50 → an empty page, 5 is not there"));
        });
    }

    @Test
    void a_page_asked_for_before_the_answer_may_show_it_or_not() {
        assertThat(new Story()
                        .sent("c1", 5, "m1", 10, 20)
                        .newest("c2", 19, 30)
                        .judge()
                        .clean())
                .isTrue();
        assertThat(new Story()
                        .sent("c1", 5, "m1", 10, 20)
                        .newest("c2", 19, 30, shown(5, "m1"))
                        .judge()
                        .clean())
                .isTrue();
    }

    @Test
    void what_a_page_showed_is_as_good_as_acknowledged() {
        Story story = new Story()
                .sentOnce("c1", null, "m1", 10, 20)
                .newest("c2", 21, 30, shown(5, "m1"))
                .newest("c3", 31, 40);

        assertThat(story.judge().findings()).extracting(Finding::rule).containsExactly(Rule.LOST_ACK);
    }

    @Test
    void what_is_gone_after_a_graceful_stop_was_lost_by_it_and_not_after_a_kill() {
        assertThat(lostAfter(Fault.Kind.STOP)).isEqualTo(Rule.LOST_ON_STOP);
        assertThat(lostAfter(Fault.Kind.KILL)).isEqualTo(Rule.LOST_ACK);
    }

    private static Rule lostAfter(Fault.Kind kind) {
        Story story =
                new Story().sent("c1", 5, "m1", 10, 20).fault(kind, 21, 30).newest("c2", 31, 40);
        return story.judge().findings().getFirst().rule();
    }

    @Test
    void a_page_is_judged_by_what_it_covers() {
        Story sent =
                new Story().sent("c1", 5, "m5", 1, 2).sent("c1", 7, "m7", 3, 4).sent("c1", 9, "m9", 5, 6);
        Story covered = sent.read("c2", Op.Anchor.NEWEST, 0, 1, 10, 11, shown(9, "m9"))
                .read("c2", Op.Anchor.BEFORE, 9, 1, 12, 13, shown(7, "m7"))
                .read("c2", Op.Anchor.AFTER, 5, 1, 14, 15, shown(7, "m7"))
                .read("c2", Op.Anchor.AROUND, 7, 2, 16, 17, shown(9, "m9"), shown(7, "m7"));
        assertThat(covered.judge().findings()).isEmpty();

        for (Op.Anchor anchor : new Op.Anchor[] {Op.Anchor.NEWEST, Op.Anchor.AROUND}) {
            Story skips = new Story()
                    .sent("c1", 5, "m5", 1, 2)
                    .sent("c1", 7, "m7", 3, 4)
                    .sent("c1", 9, "m9", 5, 6)
                    .read("c2", anchor, 7, 2, 10, 11, shown(9, "m9"), shown(5, "m5"));
            assertThat(skips.judge().findings()).extracting(Finding::rule).containsExactly(Rule.LOST_ACK);
        }
        Story after = new Story()
                .sent("c1", 5, "m5", 1, 2)
                .sent("c1", 7, "m7", 3, 4)
                .read("c2", Op.Anchor.AFTER, 4, 1, 10, 11, shown(7, "m7"));
        assertThat(after.judge().findings()).extracting(Finding::rule).containsExactly(Rule.LOST_ACK);
    }

    @Test
    void a_page_goes_from_the_newest_down() {
        Story story = new Story()
                .sent("c1", 5, "m5", 1, 2)
                .sent("c1", 7, "m7", 3, 4)
                .newest("c2", 10, 11, shown(5, "m5"), shown(7, "m7"));

        assertThat(story.judge().findings()).extracting(Finding::rule).containsExactly(Rule.REORDER);
    }

    @Test
    void a_page_asked_for_after_a_delete_returned_does_not_show_the_text() {
        Story late =
                new Story().sent("c1", 5, "m5", 1, 2).deleted("c1", 5, 10, 20).newest("c2", 21, 30, shown(5, "m5"));
        assertThat(late.judge().findings()).extracting(Finding::rule).containsExactly(Rule.READ_OF_DELETED);

        Story overlapping = new Story()
                .sent("c1", 5, "m5", 1, 2)
                .deleted("c1", 5, 10, 20)
                .newest("c2", 19, 30, shown(5, "m5"))
                .newest("c2", 19, 30);
        assertThat(overlapping.judge().findings()).isEmpty();
    }

    @Test
    void a_page_asked_for_after_an_edit_returned_does_not_show_the_text_before_it() {
        Story story = new Story()
                .sent("c1", 5, "m5", 1, 2)
                .edited("c1", 5, "e1", 3, 4)
                .edited("c1", 5, "e2", 5, 6)
                .newest("c2", 7, 8, shown(5, "e1"));

        assertThat(story.judge().findings()).extracting(Finding::rule).containsExactly(Rule.STALE_EDIT);
    }

    @Test
    void of_two_edits_at_the_same_time_either_may_be_the_last() {
        Story story = new Story()
                .sent("c1", 5, "m5", 1, 2)
                .edited("c1", 5, "e1", 3, 6)
                .edited("c1", 5, "e2", 4, 5)
                .newest("c2", 7, 8, shown(5, "e1"));

        assertThat(story.judge().findings()).isEmpty();
    }
}
