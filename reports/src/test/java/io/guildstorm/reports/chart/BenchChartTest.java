package io.guildstorm.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildstorm.reports.chart.BenchChart.Published;
import io.guildstorm.reports.chart.BenchChart.Row;
import java.util.List;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;

class BenchChartTest {
    private static final List<Row> ROWS = List.of(new Row("relay", 20, 19, 24), new Row("direct", 400, 390, 500));
    private static final List<Published> SEND = List.of(new Published("a send", 30_000, 70_000));

    private static XYPlot plot(List<Published> published) {
        return (XYPlot) BenchChart.of("bench-x", "x", "", ROWS, published).plot(Chart.Room.WIDE);
    }

    private static List<String> texts(XYPlot plot) {
        return plot.getAnnotations().stream()
                .filter(XYTextAnnotation.class::isInstance)
                .map(text -> ((XYTextAnnotation) text)
                        .getText()
                        .replace('\u00a0', ' ')
                        .strip())
                .toList();
    }

    @Test
    void each_row_has_its_median_as_a_dot_and_its_spread_as_a_line() {
        XYPlot plot = plot(List.of());

        assertThat(plot.getDataset(1).getXValue(0, 0)).isEqualTo(20);
        assertThat(plot.getDataset(1).getXValue(0, 1)).isEqualTo(400);
        assertThat(lines(plot)).contains(List.of(19.0, 24.0), List.of(390.0, 500.0));
        assertThat(texts(plot)).containsExactly("relay", "20 ns", "direct", "400 ns");
    }

    private static List<List<Double>> lines(XYPlot plot) {
        return plot.getAnnotations().stream()
                .filter(XYLineAnnotation.class::isInstance)
                .map(XYLineAnnotation.class::cast)
                .map(line -> List.of(line.getX1(), line.getX2()))
                .toList();
    }

    @Test
    void what_was_published_stands_below_on_the_same_axis_with_ticks_up() {
        XYPlot plot = plot(SEND);

        assertThat(texts(plot)).contains("a send", "30 µs – 70 µs");
        assertThat(lines(plot)).contains(List.of(30_000.0, 30_000.0), List.of(70_000.0, 70_000.0));
        assertThat(plot.getDomainAxis()).isInstanceOf(LogAxis.class);
        assertThat(plot.getDomainAxis().getRange().contains(19)).isTrue();
        assertThat(plot.getDomainAxis().getRange().contains(70_000)).isTrue();
    }
}
