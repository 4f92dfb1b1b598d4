package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.PercentileChart;
import io.guildstorm.reports.chart.PercentileChart.Distribution;
import io.guildstorm.reports.chart.PercentileChart.Point;
import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.page.html.Words;
import io.guildstorm.reports.record.Interval;
import io.guildstorm.reports.record.Latency;
import io.guildstorm.reports.record.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/// Every latency by percentile, with what the sample can and cannot carry.
final class PercentileSection implements Section {
    private record Metric(String path, String name, Function<Latency, @Nullable Quantiles> of) {}

    private static final List<Metric> METRICS = List.of(
            new Metric("delivery", "delivery: intended send → a recipient has it", Latency::delivery),
            new Metric("delivery_in_process", "delivery to in-process sessions", Latency::deliveryInProcess),
            new Metric("send_ack", "send: intended → answered 2xx, durable", Latency::sendAck),
            new Metric("first_recipient", "first recipient has it", Latency::firstRecipient),
            new Metric("last_recipient", "last recipient has it", Latency::lastRecipient),
            new Metric("spread", "first recipient → last", Latency::spread),
            new Metric("history", "reading history", Latency::history),
            new Metric("update", "editing", Latency::update),
            new Metric("delete", "deleting", Latency::delete));

    @Override
    public String id() {
        return "percentiles";
    }

    @Override
    public String title() {
        return "By percentile";
    }

    @Override
    public List<Chart> charts(RunData run) {
        Histogram histogram = run.delivery();
        Quantiles delivery = run.record().latency().delivery();
        if (histogram == null || delivery == null) return List.of();
        Interval ci = delivery.p99CiMs();
        Distribution distribution = new Distribution(
                "delivery",
                points(histogram),
                weakFrom(delivery),
                ci == null ? null : new PercentileChart.Interval(0.99, ci.low(), ci.high()));
        return List.of(PercentileChart.of(
                run.record().scenario() + ": " + Units.count(delivery.count()) + " deliveries",
                words(delivery),
                List.of(distribution),
                run.targets()));
    }

    /// Ten times as many messages as one over the share beyond it: the rule of `weak`, for every quantile.
    static double weakFrom(Quantiles quantiles) {
        Long messages = quantiles.messages();
        return messages == null ? 1 : Math.max(0, 1 - 10.0 / Math.max(messages, 1));
    }

    private static List<Point> points(Histogram histogram) {
        List<Point> points = new ArrayList<>();
        for (HistogramIterationValue step : histogram.percentiles(6)) {
            double quantile = step.getPercentileLevelIteratedTo() / 100;
            if (quantile >= 1) break;
            points.add(new Point(quantile, Math.max(step.getValueIteratedTo() / 1e6, 0.001)));
        }
        return points;
    }

    private static String words(Quantiles delivery) {
        Double p99 = delivery.p99Ms();
        Interval ci = delivery.p99CiMs();
        String say = p99 == null ? "" : "p99 is " + Units.millis(p99);
        if (p99 != null && ci != null) {
            say += ", and would be between " + Units.millis(ci.low()) + " and " + Units.millis(ci.high())
                    + " in 95 of 100 repeats (the bar)";
        }
        Long messages = delivery.messages();
        if (messages == null) return say.isEmpty() ? "" : say + ".";
        return (say.isEmpty() ? "" : say + ". ") + "Beyond " + Units.percent(weakFrom(delivery)) + " the line is grey: "
                + Units.count(messages) + " messages are too few to be sure there.";
    }

    @Override
    public Html body(RunData run) {
        Html table = table(run.record().latency());
        if (table.isEmpty()) return ChartFigure.missing("No latency was recorded.");
        List<Chart> charts = charts(run);
        if (charts.isEmpty()) return table;
        return Html.of(
                "{}{}",
                ChartFigure.of(
                        charts.getFirst(),
                        Html.of("<p>{}</p>", charts.getFirst().description()),
                        Html.NONE),
                table);
    }

    private static Html table(Latency latency) {
        FactTable table = new FactTable(
                "All latencies", "latency", "p50", "p90", "p99", "95 % interval", "p99.9", "max", "values", "messages");
        boolean any = false;
        for (Metric metric : METRICS) {
            Quantiles quantiles = metric.of().apply(latency);
            if (quantiles == null || quantiles.count() == 0) continue;
            any = true;
            table.row("latency." + metric.path(), metric.name(), cells("latency." + metric.path(), quantiles));
        }
        return any ? table.html() : Html.NONE;
    }

    private static Html[] cells(String path, Quantiles quantiles) {
        Interval ci = quantiles.p99CiMs();
        return new Html[] {
            Say.millis(quantiles.p50Ms()),
            Say.millis(quantiles.p90Ms()),
            Html.of("<span id=\"{}.p99_ms\">{}</span>", path, weak(quantiles, "p99", quantiles.p99Ms())),
            ci == null ? Html.text("–") : Html.text(Units.millis(ci.low()) + " – " + Units.millis(ci.high())),
            weak(quantiles, "p999", quantiles.p999Ms()),
            Say.millis(quantiles.maxMs()),
            Say.count(quantiles.count()),
            quantiles.messages() == null ? Html.text("–") : Say.count(quantiles.messages())
        };
    }

    private static Html weak(Quantiles quantiles, String name, @Nullable Double value) {
        if (value == null) return Html.text("too few");
        if (!quantiles.isWeak(name)) return Say.millis(value);
        return Html.of("<span class=\"weak\">{}</span> {}", Say.millis(value), Words.WEAK.html());
    }
}
