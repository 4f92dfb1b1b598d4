package io.guildstorm.scenarios.run.typing;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.series.SentRow;
import io.guildstorm.reports.series.TypingRow;
import io.guildstorm.scenarios.run.typing.Truth.Shown;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Times are seconds of a round; what is asked takes one.
@DisplayNameGeneration(ReplaceUnderscores.class)
class TruthTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long BOB = 7;
    private static final long CARL = 8;
    private static final int WATCHING = 10;

    private static TypingRow typed(long user, long at, int status) {
        return new TypingRow(user, at * SECOND, (at + 1) * SECOND, status);
    }

    private static SentRow said(long user, long at, String outcome) {
        Long answered = outcome.equals("unknown") ? null : (Long) ((at + 1) * SECOND);
        return new SentRow(1, at * SECOND, at * SECOND, answered, outcome, null, user);
    }

    private static Truth truth(List<TypingRow> typed, List<SentRow> said) {
        return new Truth(typed, said, Set.of());
    }

    @ParameterizedTest
    @CsvSource({
        "22, TYPING", // two seconds after it was asked
        "29, TYPING",
        "30, EITHER", // it may have been told as late as it was answered, and a little later
        "32, EITHER",
        "33, NOT_TYPING"
    })
    void who_typed_is_shown_for_ten_seconds_from_when_it_was_told(long now, Shown shown) {
        assertThat(truth(List.of(typed(BOB, 20, 204)), List.of()).of(BOB, now * SECOND))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "17, acknowledged, TYPING", // before
        "19, acknowledged, EITHER", // answered when typing was asked for: it may have come after it
        "21, acknowledged, EITHER",
        "22, acknowledged, NOT_TYPING", // begun when typing had been answered
        "22, refused, EITHER",
        "17, unknown, EITHER"
    })
    void what_was_said_after_it_ends_it(long at, String outcome, Shown shown) {
        var truth =
                truth(List.of(typed(BOB, 20, 204)), List.of(said(BOB, at, outcome), said(CARL, 22, "acknowledged")));

        assertThat(truth.of(BOB, 24 * SECOND)).isEqualTo(shown);
    }

    @Test
    void what_was_refused_is_shown_to_nobody_and_what_was_not_answered_may_be() {
        var truth = truth(List.of(typed(BOB, 20, 429), typed(CARL, 20, 0)), List.of());

        assertThat(truth.of(BOB, 22 * SECOND)).isEqualTo(Shown.NOT_TYPING);
        assertThat(truth.of(CARL, 22 * SECOND)).isEqualTo(Shown.EITHER);
        assertThat(truth.users()).containsExactly(CARL);
    }

    @Test
    void who_hides_types_unseen() {
        var truth = new Truth(List.of(typed(BOB, 20, 204)), List.of(), Set.of(BOB));

        assertThat(truth.of(BOB, 22 * SECOND)).isEqualTo(Shown.NOT_TYPING);
    }

    @Test
    void a_view_is_wrong_that_shows_who_does_not_type_or_does_not_show_who_does() {
        var truth = truth(List.of(typed(BOB, 20, 204), typed(CARL, 20, 204)), List.of(said(CARL, 22, "acknowledged")));

        long now = 24 * SECOND;
        assertThat(truth.wrong(Map.of(BOB, WATCHING), WATCHING, false, now)).isZero();
        assertThat(truth.wrong(Map.of(BOB, 9, CARL, 2), WATCHING, false, now)).isEqualTo(3);
        assertThat(truth.wrong(Map.of(CARL, 2), WATCHING, true, now)).isEqualTo(2);
        assertThat(truth.wrong(Map.of(BOB, WATCHING, 99L, 1), WATCHING, false, now))
                .isOne();
    }
}
