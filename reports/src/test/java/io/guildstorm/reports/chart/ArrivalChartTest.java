package io.guildstorm.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.guildstorm.reports.chart.ArrivalChart.Design;
import io.guildstorm.reports.chart.ArrivalChart.Point;
import io.guildstorm.reports.chart.theme.TargetLine;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ArrivalChartTest {
    private static final List<Point> WHOLE = List.of(new Point(1, 0.01), new Point(10, 0.5), new Point(100, 1));
    private static final List<Point> LOSSY = List.of(new Point(2, 0.1), new Point(20, 0.9));

    @Test
    void the_time_of_a_share_is_read_off_the_line() {
        Design design = new Design("relay", WHOLE, List.of());

        assertThat(design.msBy(0.5).orElseThrow()).isEqualTo(10);
        assertThat(design.msBy(0.75).orElseThrow()).isCloseTo(Math.sqrt(1_000), within(1e-9));
        assertThat(new Design("lossy", LOSSY, List.of()).msBy(0.95)).isEmpty();
    }

    @Test
    void a_loss_is_drawn_to_the_end_below_100_percent() {
        XYPlot plot = plot(new Design("lossy", LOSSY, List.of()));

        XYDataset thick = plot.getDataset(1);

        int last = thick.getItemCount(0) - 1;
        assertThat(thick.getXValue(0, last)).isEqualTo(30_000);
        assertThat(thick.getYValue(0, last)).isEqualTo(90);
    }

    @Test
    void a_whole_line_ends_where_the_last_session_had_it() {
        XYDataset thick = plot(new Design("relay", WHOLE, List.of(LOSSY))).getDataset(1);

        assertThat(thick.getItemCount(0)).isEqualTo(3);
        assertThat(thick.getXValue(0, 2)).isEqualTo(100);
        assertThat(thick.getYValue(0, 2)).isEqualTo(100);
    }

    @Test
    void each_target_is_a_line_with_its_name() {
        XYPlot plot = plot(new Design("relay", WHOLE, List.of()));

        List<String> lines = new ArrayList<>();
        for (Object marker : plot.getDomainMarkers(Layer.FOREGROUND)) {
            ValueMarker line = (ValueMarker) marker;
            lines.add(line.getLabel().replace('\u00a0', ' ') + " at " + line.getValue());
        }

        assertThat(lines).containsExactlyInAnyOrder("Discord 100 ms at 100.0", "Slack 500 ms at 500.0");
    }

    @Test
    void bars_count_every_session_once() {
        double[] sorted = {1, 1, 2, 3, 9, 10};

        assertThat(SessionsChart.counts(sorted, 0, 10, 5)).containsExactly(2, 2, 0, 0, 2);
    }

    private static XYPlot plot(Design design) {
        Chart chart = ArrivalChart.of(
                "", "", List.of(design), List.of(new TargetLine("discord", 100), new TargetLine("slack", 500)));
        return (XYPlot) chart.plot(Chart.Room.WIDE);
    }
}
