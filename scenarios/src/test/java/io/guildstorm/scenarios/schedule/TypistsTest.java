package io.guildstorm.scenarios.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TypistsTest {
    @Test
    void groups_are_read_as_they_are_written() {
        var groups = List.of(new Typists(0, 40, Duration.ofSeconds(8)), new Typists(40, 42, Duration.ofMillis(250)));

        assertThat(Typists.text(groups)).isEqualTo("0-40/8000ms,40-42/250ms");
        assertThat(Typists.parse(Typists.text(groups))).isEqualTo(groups);
        assertThat(Typists.parse(Typists.text(List.of()))).isEmpty();
    }

    @Test
    void members_of_a_group_begin_one_after_the_other_within_its_time() {
        var group = new Typists(10, 14, Duration.ofSeconds(8));

        assertThat(IntStream.range(0, group.count())
                        .mapToLong(group::offsetNanos)
                        .map(nanos -> nanos / 1_000_000_000))
                .containsExactly(0L, 2L, 4L, 6L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lots", "0-40", "0-40/8s", "0-40/8000ms,", "40-0/8000ms", "0-40/0ms"})
    void what_is_no_group_is_refused(String text) {
        assertThatThrownBy(() -> Typists.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
