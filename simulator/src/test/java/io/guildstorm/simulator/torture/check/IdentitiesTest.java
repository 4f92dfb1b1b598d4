package io.guildstorm.simulator.torture.check;

import static io.guildstorm.simulator.torture.check.Story.shown;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IdentitiesTest {
    private final Story story = new Story();

    private List<Rule> rules() {
        return story.judge().findings().stream().map(Finding::rule).distinct().toList();
    }

    @Test
    void a_send_repeated_with_its_nonce_makes_one_message() {
        story.sentOnce("c1", null, "m5", 1, 2).sentOnce("c1", 5L, "m5", 3, 4).sentOnce("c1", 5L, "m5", 3, 6);
        assertThat(rules()).isEmpty();

        story.newest("c2", 10, 11, shown(6, "m5"), shown(5, "m5"));
        assertThat(story.judge().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.NONCE_DOUBLED);
            assertThat(finding.claim()).contains("5 and 6");
        });
    }

    @Test
    void an_id_names_one_message() {
        story.sent("c1", 5, "m5", 1, 2).sent("c1", 5, "m6", 3, 4);

        assertThat(rules()).containsExactly(Rule.ID_REPEATED);
    }

    @Test
    void a_text_that_nobody_wrote_and_one_of_another_message_are_foreign() {
        story.sent("c1", 5, "m5", 1, 2).sent("c1", 6, "m6", 3, 4).edited("c1", 6, "e6", 5, 6);
        story.newest("c2", 10, 11, shown(6, "e6"), shown(5, "m5"));
        assertThat(rules()).isEmpty();

        story.newest("c2", 10, 11, shown(6, "m6?"), shown(5, "e6"));
        assertThat(rules()).containsExactly(Rule.FOREIGN_TEXT);
    }

    @Test
    void the_smallest_witness_of_each_rule_comes_first() {
        story.sent("c1", 5, "m5", 1, 2).sent("c1", 7, "m7", 3, 4);
        story.newest("c2", 50, 60).newest("c3", 10, 20);

        assertThat(story.judge().count(Rule.LOST_ACK)).isEqualTo(2);
        assertThat(story.judge().smallest())
                .singleElement()
                .satisfies(finding -> assertThat(finding.claim()).startsWith("7 "));
    }

    @Test
    void findings_are_printed_as_timelines() {
        story.sent("c1", 5, "m5", 1, 2).newest("c2", 3, 4);

        assertThat(Report.findings(story.judge()))
                .containsExactly(
                        "lost-ack: 5 was there and is not in a page that covers it",
                        "     rule: what was acknowledged or announced is read by every page that covers it",
                        "       0.002 s  c1      sends \"m5\" to #one → done: 5 \"m5\"",
                        "       0.003 s  c2      reads #one newest, limit 50 → an empty page, 5 is not there",
                        "");
    }
}
