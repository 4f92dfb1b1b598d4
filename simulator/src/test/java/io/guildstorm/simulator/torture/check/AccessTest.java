package io.guildstorm.simulator.torture.check;

import static io.guildstorm.simulator.torture.check.Story.ONE;
import static io.guildstorm.simulator.torture.check.Story.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.simulator.torture.history.Arrival.Told;
import io.guildstorm.simulator.torture.history.Lever;
import io.guildstorm.simulator.torture.history.Op;
import io.guildstorm.simulator.torture.history.Outcome;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AccessTest {
    private static final Lever OUTSIDE = new Lever.Outside("c2");
    private static final Lever DENIED = new Lever.MemberDenied(ONE, "c2");
    private static final Lever ROLE_DENIED = new Lever.RoleDenied(ONE, "muted");
    private static final Lever HAS_ROLE = new Lever.HasRole("c2", "muted");

    private final Story story = new Story();

    private List<Rule> rules() {
        return story.judge().findings().stream().map(Finding::rule).distinct().toList();
    }

    @Test
    void a_message_sent_after_access_was_taken_is_not_delivered() {
        for (Lever lever : List.of(OUTSIDE, DENIED)) {
            Story each = new Story().set(lever, true, 10, 11).sent("c1", 5, "m5", 12, 13);
            each.session("c2", 1).created(14, 5, "m5");
            assertThat(each.judge().findings()).singleElement().satisfies(finding -> {
                assertThat(finding.rule()).isEqualTo(Rule.LEAK);
                assertThat(finding.witness()).hasSize(3);
            });
        }
    }

    @Test
    void a_role_hides_only_what_is_denied_to_it_from_who_has_it() {
        story.set(ROLE_DENIED, true, 2, 3).sent("c1", 5, "m5", 12, 13);
        story.session("c2", 4).created(14, 5, "m5");
        assertThat(rules()).isEmpty();

        story.set(HAS_ROLE, true, 20, 21).sent("c1", 7, "m7", 22, 23);
        story.session("c2", 15).created(24, 7, "m7");
        assertThat(rules()).containsExactly(Rule.LEAK);
    }

    @Test
    void what_was_sent_before_or_while_access_was_taken_may_arrive() {
        story.set(OUTSIDE, true, 10, 20).sent("c1", 5, "m5", 8, 9).sent("c1", 7, "m7", 19, 20);
        story.session("c2", 1).created(30, 5, "m5").created(31, 7, "m7");

        assertThat(rules()).isEmpty();
    }

    @Test
    void nothing_of_a_channel_follows_the_dispatch_that_says_it_is_lost() {
        story.sent("c1", 5, "m5", 8, 9).set(DENIED, true, 10, 20);
        story.session("c2", 1).told(19, new Told.ChannelLost(ONE)).created(20, 5, "m5");

        assertThat(rules()).contains(Rule.LEAK);
    }

    @Test
    void a_resume_after_access_was_taken_shows_nothing_either() {
        story.sent("c1", 5, "m5", 8, 9).set(OUTSIDE, true, 10, 20);
        story.session("c2", 1).resumes(21).created(22, 5, "m5");

        assertThat(rules()).containsExactly(Rule.LEAK);
    }

    @Test
    void who_has_lost_a_channel_reads_nothing_of_it() {
        story.sent("c1", 5, "m5", 1, 2).set(OUTSIDE, true, 10, 20).newest("c2", 21, 22, shown(5, "m5"));
        assertThat(rules()).containsExactly(Rule.LEAK);

        Story overlapping = new Story()
                .sent("c1", 5, "m5", 1, 2)
                .set(OUTSIDE, true, 10, 20)
                .newest("c2", 19, 22, shown(5, "m5"))
                .set(OUTSIDE, false, 30, 40)
                .newest("c2", 31, 32, shown(5, "m5"));
        assertThat(overlapping.judge().findings()).isEmpty();
    }

    @Test
    void nothing_is_due_while_access_is_away_or_in_doubt() {
        story.set(OUTSIDE, true, 10, 20).sent("c1", 5, "m5", 12, 13).sent("c1", 7, "m7", 40, 41);
        story.set(OUTSIDE, false, 30, 31);
        story.session("c2", 1)
                .told(21, new Told.GuildLost())
                .told(32, new Told.GuildGained())
                .created(42, 7, "m7")
                .live(90);

        assertThat(rules()).isEmpty();
    }

    @Test
    void after_a_call_without_an_answer_nothing_is_certain() {
        story.call("owner", new Op.SetAccess(OUTSIDE, true, "kicks c2"), 10, 20, new Outcome.Unknown("cut"))
                .sent("c1", 5, "m5", 30, 31)
                .newest("c2", 40, 41, shown(5, "m5"));
        story.session("c2", 1).live(90);

        assertThat(rules()).isEmpty();
    }

    @Test
    void what_a_member_was_denied_may_be_forgotten_when_they_leave() {
        story.set(DENIED, true, 2, 3).set(OUTSIDE, true, 4, 5).set(OUTSIDE, false, 6, 7);
        story.sent("c1", 5, "m5", 10, 11).newest("c2", 12, 13, shown(5, "m5"));

        assertThat(rules()).isEmpty();
    }
}
