package io.guildstorm.simulator.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.simulator.torture.facts.Moment;
import io.guildstorm.simulator.torture.history.Arrival.Told;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionsTest {
    private final Story story =
            new Story().sent("c1", 5, "m5", 10, 11).sent("c1", 7, "m7", 12, 13).sent("c1", 9, "m9", 14, 15);

    private List<Rule> rules() {
        return story.judge().findings().stream().map(Finding::rule).distinct().toList();
    }

    private static Story.Session all(Story.Session session) {
        return session.created(11, 5, "m5").created(13, 7, "m7").created(15, 9, "m9");
    }

    @Test
    void a_session_that_was_told_of_everything_in_order_is_clean() {
        story.session("c2", 1)
                .created(11, 5, "m5")
                .created(13, 7, "m7")
                .resumes(14)
                .created(15, 9, "m9")
                .resumed(16)
                .live(90);

        assertThat(rules()).isEmpty();
    }

    @Test
    void a_number_left_out_is_a_gap_and_one_that_comes_again_a_duplicate() {
        story.session("c2", 1).created(11, 5, "m5").told(13, 5, new Told.Created(Story.ONE, 7, "m7"));
        assertThat(rules()).containsExactly(Rule.GAP);

        Story again = new Story();
        again.session("c2", 1).told(5, new Told.Other("TYPING_START")).told(6, 3, new Told.Other("TYPING_START"));
        assertThat(again.judge().findings()).extracting(Finding::rule).containsExactly(Rule.DUPLICATE);
    }

    @Test
    void a_message_told_again_after_a_resume_is_a_duplicate_whatever_its_number() {
        story.session("c2", 1)
                .created(11, 5, "m5")
                .resumes(12)
                .created(13, 5, "m5")
                .resumed(14);

        assertThat(story.judge().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.DUPLICATE);
            assertThat(finding.witness())
                    .extracting(Moment::what)
                    .containsExactly(
                            "s 3: MESSAGE_CREATE #one 5 \"m5\"",
                            "resumes after s 3",
                            "s 4: MESSAGE_CREATE #one 5 \"m5\"");
        });
    }

    @Test
    void a_message_passed_over_by_a_resume_is_a_gap_though_the_numbers_are_whole() {
        story.session("c2", 1)
                .created(11, 5, "m5")
                .resumes(12)
                .created(15, 9, "m9")
                .resumed(16);

        assertThat(story.judge().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.GAP);
            assertThat(finding.claim()).contains("never told that 7 was created");
        });
    }

    @Test
    void what_the_newest_dispatch_does_not_pass_over_may_still_be_on_its_way() {
        story.session("c2", 1).created(11, 5, "m5").created(13, 7, "m7");

        assertThat(rules()).isEmpty();
    }

    @Test
    void a_session_that_lives_to_the_end_is_due_everything() {
        story.session("c2", 1).created(11, 5, "m5").created(13, 7, "m7").live(90);

        assertThat(rules()).containsExactly(Rule.GAP);
    }

    @Test
    void a_session_that_a_stop_closes_is_due_what_was_acknowledged_before() {
        story.session("c2", 1).created(11, 5, "m5").created(13, 7, "m7").stopped(14);
        assertThat(rules()).isEmpty();

        story.session("c3", 1).created(11, 5, "m5").created(13, 7, "m7").stopped(16);
        assertThat(rules()).containsExactly(Rule.LOST_ON_STOP);
    }

    @Test
    void a_session_is_due_nothing_from_before_it_began() {
        story.session("c2", 12).created(15, 9, "m9").live(90);

        assertThat(rules()).isEmpty();
    }

    /// The RESUMED of a resume whose answer was never read comes again among what is replayed. What follows it is
    /// replayed as well: a delete may stand there for the message that it took away.
    @Test
    void a_replay_ends_with_the_last_resumed_of_its_socket() {
        story.deleted("c1", 7, 22, 23);
        story.session("c2", 1)
                .created(11, 5, "m5")
                .created(13, 7, "m7")
                .created(15, 9, "m9")
                .deleted(23, 7);
        story.session("c3", 1)
                .created(11, 5, "m5")
                .resumes(24)
                .resumed(25)
                .deleted(25, 7)
                .created(25, 9, "m9")
                .deleted(25, 7)
                .resumed(25);
        assertThat(rules()).isEmpty();

        story.session("c4", 1)
                .created(11, 5, "m5")
                .resumes(24)
                .resumed(25)
                .created(26, 9, "m9")
                .created(26, 7, "m7");
        assertThat(rules()).contains(Rule.REORDER);
    }

    @Test
    void edits_and_deletes_are_due_too_and_a_delete_stands_for_what_it_took_away() {
        story.edited("c1", 5, "e5", 20, 21).deleted("c1", 7, 22, 23).sent("c1", 11, "m11", 24, 25);
        story.session("c2", 1)
                .created(11, 5, "m5")
                .deleted(23, 7)
                .created(24, 9, "m9")
                .updated(25, 5, "e5")
                .deleted(25, 7)
                .created(26, 11, "m11")
                .live(90);
        assertThat(rules()).isEmpty();

        story.session("c3", 1)
                .created(11, 5, "m5")
                .created(13, 7, "m7")
                .created(15, 9, "m9")
                .created(26, 11, "m11")
                .live(90);
        assertThat(story.judge().findings())
                .extracting(Finding::claim)
                .containsExactlyInAnyOrder(
                        "c3#2 was never told that 5 was updated", "c3#2 was never told that 7 was deleted");
    }

    @Test
    void an_id_below_one_that_was_told_is_out_of_order() {
        story.session("c2", 1)
                .created(11, 5, "m5")
                .created(13, 9, "m9")
                .created(15, 7, "m7")
                .live(90);

        assertThat(rules()).containsExactly(Rule.REORDER);
    }

    @Test
    void two_sessions_agree_on_the_order_of_what_overlapped() {
        story.edited("c1", 5, "e1", 20, 30).edited("c1", 5, "e2", 21, 31);
        all(story.session("c2", 1)).updated(31, 5, "e1").updated(32, 5, "e2");
        assertThat(rules()).isEmpty();

        all(story.session("c3", 1)).updated(31, 5, "e2").updated(32, 5, "e1");
        assertThat(story.judge().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.REORDER);
            assertThat(finding.witness()).hasSize(4);
        });
    }

    @Test
    void an_older_text_after_a_newer_one_is_stale() {
        story.edited("c1", 5, "e1", 20, 21).edited("c1", 5, "e2", 22, 23);
        story.session("c2", 1).created(11, 5, "m5").updated(23, 5, "e2").updated(24, 5, "e1");

        assertThat(rules()).contains(Rule.STALE_EDIT);
    }

    @Test
    void nothing_of_a_message_follows_its_delete() {
        story.deleted("c1", 5, 20, 21);
        story.session("c2", 1).deleted(21, 5).created(22, 5, "m5");

        assertThat(rules()).containsExactly(Rule.READ_OF_DELETED);
    }

    @Test
    void a_resume_after_a_delete_returned_does_not_show_the_text() {
        story.deleted("c1", 5, 20, 21);
        story.session("c2", 1).resumes(22).created(23, 5, "m5");
        assertThat(rules()).containsExactly(Rule.READ_OF_DELETED);
    }

    @Test
    void what_was_written_before_a_delete_may_be_read_late() {
        story.deleted("c1", 5, 20, 21);
        story.session("c2", 1).created(40, 5, "m5").deleted(41, 5);

        assertThat(rules()).isEmpty();
    }

    @Test
    void what_follows_a_message_sent_after_the_delete_was_written_after_it() {
        story.deleted("c1", 5, 20, 21).sent("c1", 11, "m11", 22, 23);
        story.session("c2", 1).created(40, 11, "m11").created(41, 5, "m5");

        assertThat(rules()).contains(Rule.READ_OF_DELETED);
    }
}
