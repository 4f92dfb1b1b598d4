package io.guildstorm.reports.page;

import io.guildstorm.reports.bench.BenchResult;
import io.guildstorm.reports.bench.BenchResult.Yardstick;
import io.guildstorm.reports.chart.BenchChart;
import io.guildstorm.reports.chart.BenchChart.Published;
import io.guildstorm.reports.chart.BenchChart.Row;
import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.page.section.ChartFigure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the page says of one class of benchmarks: its claim, its chart, its table, and what was published.
/// @param results not empty
record BenchTopic(List<BenchResult> results) {
    Chart chart() {
        String name = results.getFirst().topic();
        List<Row> rows = results.stream().map(BenchTopic::row).toList();
        List<Published> published = yardsticks().stream()
                .map(mark -> new Published(mark.what(), mark.fromNanos(), mark.toNanos()))
                .toList();
        return BenchChart.of(
                "bench-" + name.toLowerCase(Locale.ROOT),
                name + ": " + results.getFirst().claim(),
                description(),
                rows,
                published);
    }

    private static Row row(BenchResult one) {
        double low = Math.max(one.eachNanos(one.min()), 1e-3);
        return new Row(label(one), Math.max(one.eachNanos(), low), low, Math.max(one.eachNanos(one.max()), low));
    }

    private static String label(BenchResult one) {
        return one.each() == null
                ? one.inTopic()
                : one.inTopic() + "; for each " + one.each().what();
    }

    private Set<Yardstick> yardsticks() {
        Set<Yardstick> all = new LinkedHashSet<>();
        results.forEach(one -> all.addAll(one.yardsticks()));
        return all;
    }

    private String description() {
        List<String> parts = new ArrayList<>();
        results.forEach(one -> parts.add(label(one) + ": " + Units.nanos(one.eachNanos())));
        yardsticks().forEach(mark -> parts.add("published, " + mark.what() + ": " + figure(mark)));
        return String.join(". ", parts) + ".";
    }

    private static String figure(Yardstick mark) {
        String from = Units.nanos(mark.fromNanos());
        return mark.fromNanos() == mark.toNanos() ? from : from + " to " + Units.nanos(mark.toNanos());
    }

    Html body() {
        Html claim = Html.of(
                "<blockquote><p>Claim: {}.</p></blockquote>\n",
                results.getFirst().claim());
        Html caption = Html.of(
                "<p>Dot: the median of the iterations. Line: from the fastest to the slowest of them.{}</p>",
                results.stream().anyMatch(one -> one.each() != null)
                        ? " Where one operation is done for many, the time is that for one of them."
                        : "");
        return Html.of("{}{}{}{}", claim, ChartFigure.of(chart(), caption, Html.NONE), table(), marks());
    }

    private Html table() {
        FactTable table = new FactTable(
                "Median of the iterations; what JMH makes of them",
                results.getFirst().topic(),
                "for one",
                "an operation",
                "fastest to slowest",
                "mean ± 99.9 %",
                "allocated");
        for (BenchResult one : results)
            table.row(
                    null,
                    label(one),
                    Html.of("<strong>{}</strong>", Units.nanos(one.eachNanos())),
                    Html.text(nanos(one, one.median())),
                    Html.of("{} – {}", nanos(one, one.min()), nanos(one, one.max())),
                    Html.of(
                            "{} ± {}",
                            nanos(one, one.score()),
                            one.error() == null ? Say.unknown() : nanos(one, one.error())),
                    allocated(one));
        return table.html();
    }

    /// Of the whole operation.
    private static String nanos(BenchResult one, double time) {
        return Units.nanos(one.eachNanos(time) * one.items());
    }

    /// JMH's own allocations between iterations make hundredths of a byte of none.
    private static Html allocated(BenchResult one) {
        Double bytes = one.allocatedBytesPerOp();
        return bytes == null ? Say.unknown() : Html.text(Units.bytes(bytes < 0.5 ? 0 : bytes));
    }

    private Html marks() {
        List<Html> items = new ArrayList<>();
        for (Yardstick mark : yardsticks())
            items.add(Html.of(
                    "<li><strong>{}: {}.</strong> {} <span class=\"how\">{}, measured on other machines.</span></li>\n",
                    mark.what(),
                    figure(mark),
                    mark.apart(),
                    mark.source()));
        return items.isEmpty()
                ? Html.of("<p class=\"note\">No published figure of this task is known to us.</p>\n")
                : Html.of("<h3>Published</h3>\n<ul class=\"limits\">\n{}</ul>\n", items);
    }
}
