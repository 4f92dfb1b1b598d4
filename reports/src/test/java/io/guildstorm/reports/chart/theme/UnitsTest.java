package io.guildstorm.reports.chart.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "0.0014, 1.4 µs",
        "0.35, 350 µs",
        "0.9996, 1 ms",
        "9.2, 9.2 ms",
        "143.4, 143 ms",
        "999.4, 999 ms",
        "999.6, 1 s",
        "1911, 1.91 s",
        "30000, 30 s"
    })
    void milliseconds_are_said_with_three_digits_and_the_unit_that_fits(double ms, String said) {
        assertThat(Units.millis(ms).replace('\u00a0', ' ')).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"196078; 196,078", "1.314; 1.31", "0.004567; 0.00457", "12; 12"})
    void digits_are_significant_ones_and_none_before_the_point_is_dropped(double value, String said) {
        assertThat(Units.digits(value, 3)).isEqualTo(said);
    }

    @Test
    void bytes_and_shares() {
        assertThat(Units.bytes(421_527_552).replace('\u00a0', ' ')).isEqualTo("402 MiB");
        assertThat(Units.percent(0.9831).replace('\u00a0', ' ')).isEqualTo("98.3 %");
        assertThat(Units.percent(0.00001).replace('\u00a0', ' ')).isEqualTo("< 0.1 %");
    }

    @Test
    void ticks_are_round_figures() {
        assertThat(LatencyAxis.values(0.1, 30_000)).containsExactly(0.1, 1.0, 10.0, 100.0, 1_000.0, 10_000.0);
        assertThat(LatencyAxis.values(4, 60)).containsExactly(5.0, 10.0, 20.0, 50.0);
        assertThat(Theme.step(30, 10)).isEqualTo(5);
        assertThat(PercentileAxis.place(0.999)).isCloseTo(3, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(
            value = Tone.class,
            names = {"INK", "MUTED", "BAD", "GOOD"})
    void text_stands_out_of_the_ground_in_light_and_dark(Tone tone) {
        assertThat(contrast(tone.light(), Tone.GROUND.light())).isGreaterThan(4.5);
        assertThat(contrast(tone.dark(), Tone.GROUND.dark())).isGreaterThan(4.5);
    }

    @ParameterizedTest
    @EnumSource(
            value = Tone.class,
            names = {"LINE_1", "LINE_2", "LINE_3"})
    void the_first_lines_stand_out_too(Tone tone) {
        assertThat(contrast(tone.light(), Tone.GROUND.light())).isGreaterThan(3);
        assertThat(contrast(tone.dark(), Tone.GROUND.dark())).isGreaterThan(3);
    }

    /// As the Web Content Accessibility Guidelines define it.
    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
