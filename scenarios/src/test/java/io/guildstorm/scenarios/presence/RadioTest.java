package io.guildstorm.scenarios.presence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RadioTest {
    /// Awake for 5 after the last frame, measured from 100 to 200.
    private final Radio radio = new Radio(5, 100, 200);

    private void receives(long... instants) {
        for (long at : instants) radio.received(2, 70, at);
    }

    @Test
    void what_comes_within_the_tail_wakes_nobody_and_what_comes_behind_it_does() {
        receives(110, 114, 119, 130);

        assertThat(radio.wakeUps()).isEqualTo(3); // 110, 119 at the very end of the tail, and 130
        assertThat(radio.awakeNanos()).isEqualTo(9 + 5 + 5);
        assertThat(radio.frames()).isEqualTo(4);
        assertThat(radio.updates()).isEqualTo(8);
        assertThat(radio.bytes()).isEqualTo(280);
    }

    @Test
    void what_came_before_counts_only_for_whether_it_sleeps() {
        receives(50, 98, 102);

        assertThat(radio.wakeUps()).isZero();
        assertThat(radio.frames()).isOne();
        assertThat(radio.awakeNanos()).isEqualTo(7); // from 100 on, which the frame of 98 has begun
    }

    @Test
    void a_tail_ends_with_the_time_that_counts() {
        receives(198, 200, 230);

        assertThat(radio.wakeUps()).isOne();
        assertThat(radio.frames()).isOne();
        assertThat(radio.awakeNanos()).isEqualTo(2);
    }

    @Test
    void who_is_told_all_the_time_is_woken_never_and_never_sleeps() {
        for (long at = 90; at < 210; at += 4) receives(at);

        assertThat(radio.wakeUps()).isZero();
        assertThat(radio.awakeNanos()).isEqualTo(100);
    }

    @Test
    void nothing_comes_and_it_sleeps_on() {
        assertThat(radio.wakeUps()).isZero();
        assertThat(radio.awakeNanos()).isZero();
    }
}
