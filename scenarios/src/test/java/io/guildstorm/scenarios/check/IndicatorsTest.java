package io.guildstorm.scenarios.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IndicatorsTest {
    /// A clock may count from anywhere.
    private static final long NOW = -TimeUnit.SECONDS.toNanos(3);

    private static final int ANN = 0;
    private static final int BOB = 5;

    private final Indicators shown = new Indicators();

    @Test
    void who_types_is_shown_for_ten_seconds_and_nobody_says_when_they_are_over() {
        shown.typing(BOB, NOW);

        assertThat(shown.shows(BOB, NOW + TimeUnit.MILLISECONDS.toNanos(9_999))).isTrue();
        assertThat(shown.shows(BOB, NOW + TimeUnit.SECONDS.toNanos(10))).isFalse();
        assertThat(shown.shows(ANN, NOW)).isFalse();
    }

    @Test
    void who_says_it_again_is_shown_for_ten_seconds_more() {
        shown.typing(BOB, NOW);
        shown.typing(BOB, NOW + TimeUnit.SECONDS.toNanos(8));

        assertThat(shown.shows(BOB, NOW + TimeUnit.SECONDS.toNanos(17))).isTrue();
        assertThat(shown.shows(BOB, NOW + TimeUnit.SECONDS.toNanos(18))).isFalse();
    }

    @Test
    void a_message_ends_what_is_shown_of_its_author_alone() {
        shown.typing(ANN, NOW);
        shown.typing(BOB, NOW);

        shown.said(BOB);
        shown.said(99);

        assertThat(shown.shows(ANN, NOW)).isTrue();
        assertThat(shown.shows(BOB, NOW)).isFalse();
    }
}
