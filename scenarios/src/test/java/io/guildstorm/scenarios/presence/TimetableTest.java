package io.guildstorm.scenarios.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TimetableTest {
    private static final Duration GRACE = Duration.ofSeconds(6);
    private static final Duration TOLD = Duration.ofSeconds(4);

    @Test
    void the_rest_lasts_until_who_was_cut_is_gone_and_that_has_been_told() {
        Duration lastCut = Timetable.CUT.plus(Timetable.CUT_WITHIN);

        assertThat(Timetable.of(GRACE, TOLD).end())
                .isGreaterThan(lastCut.plus(GRACE).plus(TOLD));
    }

    @Test
    void where_nothing_is_held_back_the_rest_is_short() {
        Timetable naive = Timetable.of(Duration.ZERO, Duration.ZERO);

        assertThat(naive.end())
                .isGreaterThan(naive.rest())
                .isLessThan(naive.rest().plusSeconds(2));
    }

    @Test
    void half_are_back_before_the_grace_of_a_heartbeat_two_seconds_old_has_ended() {
        assertThat(Timetable.BACK.minus(Timetable.CUT)).isLessThan(GRACE.minusSeconds(2));
    }

    @Test
    void an_everyday_rests_until_its_last_change_has_been_told() {
        Duration length = Duration.ofSeconds(12);

        Timetable timetable = Timetable.everyday(length, TOLD);

        assertThat(timetable.rest()).isEqualTo(Everyday.LEAD.plus(length));
        assertThat(timetable.end()).isGreaterThan(timetable.rest().plus(TOLD));
    }

    @Test
    void each_part_has_its_word() {
        Timetable timetable = Timetable.of(GRACE, TOLD);

        assertThat(timetable.partAt(Duration.ZERO)).isEqualTo("connect");
        assertThat(timetable.partAt(Timetable.FLICKER)).isEqualTo("flicker");
        assertThat(timetable.partAt(Timetable.CUT)).isEqualTo("cut");
        assertThat(timetable.partAt(Timetable.BACK)).isEqualTo("back");
        assertThat(timetable.partAt(timetable.rest())).isEqualTo("rest");
    }
}
