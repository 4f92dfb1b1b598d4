package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.SessionsChart;
import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.record.SessionFairness;
import io.guildstorm.reports.series.SessionRow;
import java.util.List;
import java.util.Objects;

/// Is anyone treated worse: the p99 of each session.
final class SessionsSection implements Section {
    /// Times the median session's p99 from which the worst one counts as treated somewhat worse, and much worse.
    private static final double SOMEWHAT = 1.25;

    private static final double MUCH = 2;

    @Override
    public String id() {
        return "sessions";
    }

    @Override
    public String title() {
        return "Is anyone treated worse?";
    }

    @Override
    public List<Chart> charts(RunData run) {
        double[] p99 = run.sessions().stream()
                .map(SessionRow::p99Ms)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        if (p99.length < 2) return List.of();
        return List.of(SessionsChart.of(
                run.record().scenario() + ": p99 of each of " + Units.count(p99.length) + " sessions",
                words(run.record().latency().sessionP99()),
                p99));
    }

    @Override
    public Html body(RunData run) {
        SessionFairness fairness = run.record().latency().sessionP99();
        if (fairness == null) return ChartFigure.missing("No session got enough messages to have a p99 of its own.");
        FactTable figures = new FactTable("The p99 of each session, over all sessions")
                .row("latency.session_p99.p50_ms", "median session", Say.millis(fairness.p50Ms()))
                .row("latency.session_p99.p99_ms", "99 of 100 sessions have at most", Say.millis(fairness.p99Ms()))
                .row("latency.session_p99.max_ms", "worst session", Say.millis(fairness.maxMs()));
        FactTable worst = new FactTable("The ten worst sessions", "session", "p99", "relay", "reader loop");
        for (SessionFairness.Worst session : fairness.worst()) {
            worst.row(
                    null,
                    Units.count(session.session()),
                    Say.millis(session.p99Ms()),
                    Say.count(session.relay()),
                    Say.count(session.loop()));
        }
        Html tables = Html.of("{}{}", figures.html(), fairness.worst().isEmpty() ? Html.NONE : worst.html());
        List<Chart> charts = charts(run);
        if (charts.isEmpty()) return tables;
        return ChartFigure.of(charts.getFirst(), Html.of("<p>{}</p>", words(fairness)), tables);
    }

    private static String words(@org.jspecify.annotations.Nullable SessionFairness fairness) {
        Double median = fairness == null ? null : fairness.p50Ms();
        Double most = fairness == null ? null : fairness.maxMs();
        if (median == null || most == null) return "Each bar counts the sessions whose own p99 lies there.";
        double worse = most / median;
        return (worse < SOMEWHAT ? "Hardly: the" : worse < MUCH ? "Somewhat: the" : "Yes, much: the")
                + " worst session has a p99 of " + Units.millis(most) + ", " + Units.digits(worse, 3)
                + " × that of the median session (" + Units.millis(median)
                + "). Each bar counts the sessions whose own p99 lies there. Sessions are written to and read in an order, so"
                + " some are always later than others.";
    }
}
