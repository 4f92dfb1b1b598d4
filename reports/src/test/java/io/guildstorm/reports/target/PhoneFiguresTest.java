package io.guildstorm.reports.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.target.PhoneFigures.Policy;
import io.guildstorm.reports.target.PhoneFigures.Received;
import io.guildstorm.reports.target.PhoneFigures.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PhoneFiguresTest {
    private static final Setting SETTING = new Setting(800, 100, 50, 6, 10, 5, 87.27);

    private static PhoneFigures figures() {
        return new PhoneFigures(
                SETTING,
                List.of(
                        new Policy(
                                "naive",
                                false,
                                new Received(12_000, 150_000, 150_000, 21_000_000, 10, 11_800),
                                5_000,
                                3),
                        new Policy("all five", true, new Received(12_000, 900, 800, 110_000, 400, 2_400), 5_000, 0),
                        new Policy("in the background", false, new Received(12_000, 0, 0, 0, 0, 0), 0, 0)));
    }

    @Test
    void the_block_is_read_as_it_was_written() {
        assertThat(PhoneFigures.of(figures().experiment())).isEqualTo(figures());
        assertThat(PhoneFigures.of(Map.of("presence_storm", List.of()))).isNull();
        assertThat(PresenceFigures.of(figures().experiment())).isNull();
    }

    @Test
    void what_all_phones_had_is_scaled_to_one_of_them_and_an_hour() {
        Received received = figures().policies().get(1).received();

        assertThat(received.perHour(received.wakeUps())).isEqualTo(120.0);
        assertThat(received.perHour(received.bytes())).isEqualTo(33_000.0);
        assertThat(received.awakeMinutes()).isEqualTo(12.0);
    }

    @Test
    void where_no_phone_was_measured_nothing_is_known() {
        Received nothing = new Received(0, 0, 0, 0, 0, 0);

        assertThat(nothing.perHour(0)).isNull();
        assertThat(nothing.awakeMinutes()).isNull();
    }

    @Test
    void the_terminal_says_how_often_each_policy_wakes_a_phone() {
        assertThat(figures().lines())
                .containsEntry("naive", "3 wake-ups/h · awake 59 min/h · 6,300 kB/h")
                .containsEntry("in the background", "0 wake-ups/h · awake 0 min/h · 0 kB/h");
        assertThat(figures().load())
                .isEqualTo("100 phones × 120 s of life, 10 × as fast, amid 700 users with 6 changes/h");
        assertThat(Headlines.of(RunRecord.of("presence-phone")
                        .experiment(figures().experiment())
                        .build()))
                .isEqualTo(
                        "Presence keeps the radio of a sleeping phone awake for 59 min of each hour when told naively,"
                                + " for 0 min when its client shows nobody.");
    }
}
