package io.guildstorm.reports.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.target.GuildFigures.Owner;
import io.guildstorm.reports.target.GuildFigures.Side;
import io.guildstorm.reports.target.SweepFigures.Point;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SweepFiguresTest {
    private static final SweepFigures FIGURES = new SweepFigures(
            "sessions online",
            List.of(
                    point("relay", 1_000_000, 76.0),
                    point("direct", 1_000_000, 117.0),
                    point("relay", 1_000, 4.0),
                    point("direct", 1_000, null)));

    private static Point point(String design, long value, @Nullable Double lastMs) {
        Side side = new Side(
                design + " · " + value,
                false,
                value,
                value,
                300,
                1L,
                6,
                1.0,
                lastMs,
                lastMs,
                2.0,
                3.0,
                4.0,
                5.0,
                Owner.UNKNOWN);
        return new Point(design, value, side);
    }

    @Test
    void the_block_is_read_as_it_was_written() {
        assertThat(SweepFigures.of(FIGURES.experiment())).isEqualTo(FIGURES);
        assertThat(SweepFigures.of(Map.of("guild", List.of()))).isNull();
        assertThat(SweepFigures.of(null)).isNull();
    }

    @Test
    void points_of_a_design_rise_however_they_were_played() {
        assertThat(FIGURES.designs()).containsExactly("relay", "direct");
        assertThat(FIGURES.values()).containsExactly(1_000L, 1_000_000L);
        assertThat(FIGURES.pointsOf("relay")).extracting(Point::value).containsExactly(1_000L, 1_000_000L);
    }

    @Test
    void the_sentence_tells_both_ends_of_each_design_and_leaves_out_what_was_not_measured() {
        assertThat(FIGURES.sentence())
                .isEqualTo("2 designs at 1,000 to 1,000,000 sessions online:"
                        + " relay the last has a message after 4 ms at 1,000, after 76 ms at 1,000,000;"
                        + " direct the last has a message after 117 ms at 1,000,000.");
    }
}
