package io.guildstorm.reports.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.target.PresenceFigures.Crowd;
import io.guildstorm.reports.target.PresenceFigures.Sent;
import io.guildstorm.reports.target.PresenceFigures.Side;
import io.guildstorm.reports.target.PresenceFigures.Times;
import io.guildstorm.reports.target.PresenceFigures.Truth;
import io.guildstorm.reports.target.VisibleFigures.Point;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class VisibleFiguresTest {
    private static final Times TIMES = new Times(4_000, 1_900.0, 3_950.5, 4_100.0);

    private static Point point(long visible, long updates, long bytes, long wrong) {
        return new Point(
                visible,
                30,
                new Side(
                        visible + " visible",
                        visible == 5_000,
                        new Sent(3_000, updates, updates / 4, bytes, 3.0, List.of(1.0), Map.of()),
                        new Truth(visible * 30 - 60, wrong, 0, TIMES, TIMES, null)));
    }

    private static VisibleFigures figures() {
        return new VisibleFigures(
                new Crowd(5_600, 1_120, 40, 6, 5_000, 2_000.0, 6_000.0),
                70,
                List.of(point(50, 4_000, 600_000, 0), point(5_000, 400_000, 52_000_000, 3)));
    }

    @Test
    void the_block_is_read_as_it_was_written() {
        assertThat(VisibleFigures.of(figures().experiment())).isEqualTo(figures());
        assertThat(VisibleFigures.of(Map.of("presence_storm", List.of()))).isNull();
        assertThat(PresenceFigures.of(figures().experiment())).isNull();
    }

    @Test
    void a_client_with_fewer_guild_mates_shows_fewer() {
        assertThat(figures().points().getFirst().shown()).isEqualTo(48.0);
    }

    @Test
    void the_naive_design_tells_the_watchers_their_share_of_what_it_tells_all() {
        var first = figures().points().getFirst();

        assertThat(figures().naiveUpdates(first)).isEqualTo(3_000 * 70.0 * 30 / 5_600);
    }

    @Test
    void the_headline_puts_what_it_took_beside_what_was_shown() {
        RunRecord record = RunRecord.of("presence-visible")
                .experiment(figures().experiment())
                .build();

        assertThat(Headlines.of(record))
                .isEqualTo(
                        "Clients that show 100 × the users (50, then 5,000) were told 100 × the events in 87 × the bytes;"
                                + " 3 of 151,380 views were wrong.");
        assertThat(figures().lines()).containsEntry("50 visible", "4,000 events · 1,000 frames · 0.6 MB · wrong 0");
    }
}
