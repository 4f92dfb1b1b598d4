package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.PresenceChart;
import io.guildstorm.reports.chart.PresenceChart.Mark;
import io.guildstorm.reports.chart.PresenceChart.Share;
import io.guildstorm.reports.chart.PresenceChart.Told;
import io.guildstorm.reports.chart.PresenceChart.Wait;
import io.guildstorm.reports.chart.theme.TargetLine;
import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.target.LatencyMetric;
import io.guildstorm.reports.target.PresenceFigures;
import io.guildstorm.reports.target.PresenceFigures.Side;
import io.guildstorm.reports.target.PresenceFigures.Times;
import io.guildstorm.reports.target.PresenceInProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A storm of statuses: who was told how often, what that cost, and whether what people saw was true.
final class PresenceSection implements Section {
    @Override
    public String id() {
        return "presence";
    }

    @Override
    public String title() {
        return "Who is told of whom, and is it true?";
    }

    @Override
    public List<Chart> charts(RunData run) {
        PresenceFigures figures = PresenceFigures.of(run.record().experiment());
        if (figures == null || figures.sides().isEmpty()) return List.of();
        List<Chart> charts = new ArrayList<>();
        if (!figures.ends().equals(figures))
            charts.add(savings(figures, run.record().scenario()));
        charts.addAll(charts(run, figures.ends()));
        return charts;
    }

    private static List<Chart> charts(RunData run, PresenceFigures figures) {
        List<Chart> charts = new ArrayList<>();
        charts.add(seconds(figures, run.record().scenario()));
        Side naive = figures.naive();
        Side judged = figures.judged();
        if (naive != null && judged != null)
            charts.add(shares(naive, judged, run.record().scenario()));
        charts.add(waits(
                run,
                figures,
                "presence-staleness",
                "How late is what people see?",
                "from a change that stood until a watcher was told",
                LatencyMetric.STALENESS_P99,
                side -> side.truth().staleness()));
        charts.add(waits(
                run,
                figures,
                "presence-ghosts",
                "How long is somebody seen who has gone?",
                "from when a user was offline until a watcher saw it",
                LatencyMetric.GHOST_MAX,
                side -> side.truth().ghosts()));
        return charts;
    }

    private static Chart seconds(PresenceFigures figures, String scenario) {
        List<Told> told = figures.sides().stream()
                .map(side -> new Told(side.name(), side.sent().perSecond()))
                .toList();
        List<Mark> marks = figures.phases().stream()
                .map(phase -> new Mark(phase.name(), phase.fromS()))
                .toList();
        List<String> words = new ArrayList<>();
        for (Side side : figures.sides()) {
            double most = side.sent().perSecond().stream()
                    .mapToDouble(value -> value)
                    .max()
                    .orElse(0);
            words.add("%s: %s statuses told in all, %s in the fullest second."
                    .formatted(side.name(), Units.count(side.sent().updates()), Units.count(most)));
        }
        return PresenceChart.seconds(
                scenario + ": " + figures.load() + ", mean of the rounds of a side",
                String.join(" ", words),
                told,
                marks);
    }

    private static Chart savings(PresenceFigures figures, String scenario) {
        Side naive = figures.naive();
        List<Share> shares = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Side side : figures.sides()) {
            Double factor = naive == null
                    ? null
                    : PresenceFigures.factor(naive.sent().updates(), side.sent().updates());
            if (factor == null) continue;
            String less = side.equals(naive) ? "" : Units.digits(factor, 3) + "\u00a0× fewer, ";
            shares.add(new Share(
                    side.name(),
                    1 / factor,
                    less + Units.bytes((double) side.sent().bytes())));
            words.add("%s %s events"
                    .formatted(side.name(), Units.count(side.sent().updates())));
        }
        return PresenceChart.savings(
                scenario + ": " + figures.load() + ", one round a design", String.join(", ", words) + ".", shares);
    }

    private static Chart shares(Side naive, Side judged, String scenario) {
        List<Share> shares = new ArrayList<>();
        share(shares, "events", naive, judged, side -> side.sent().updates());
        share(shares, "dispatches", naive, judged, side -> side.sent().dispatches());
        share(shares, "bytes on the wire", naive, judged, side -> side.sent().bytes());
        share(shares, "CPU of the server", naive, judged, side -> side.sent().serverCpuS());
        String words = "Of what the naive side took, the %s one took: ".formatted(judged.name())
                + String.join(
                        ", ",
                        shares.stream()
                                .map(share -> share.name() + " " + Units.percent(share.share()))
                                .toList())
                + ".";
        return PresenceChart.shares(
                scenario + ": what the " + judged.name() + " side took of what the naive one did",
                words,
                shares,
                1 / PresenceFigures.PUBLISHED_FACTOR);
    }

    private static void share(
            List<Share> shares, String name, Side naive, Side judged, Function<Side, @Nullable Number> of) {
        Number before = of.apply(naive);
        Number now = of.apply(judged);
        Double factor = PresenceFigures.factor(before, now);
        if (factor == null) return;
        shares.add(new Share(
                name, 1 / factor, Units.percent(1 / factor) + ": " + Units.digits(factor, 3) + "\u00a0× less"));
    }

    private static Chart waits(
            RunData run,
            PresenceFigures figures,
            String id,
            String title,
            String what,
            LatencyMetric metric,
            Function<Side, Times> of) {
        List<Wait> waits = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < figures.sides().size(); i++) {
            Side side = figures.sides().get(i);
            Times times = of.apply(side);
            add(waits, side.name() + ", p50", i, times.p50Ms());
            add(waits, side.name() + ", p99", i, times.p99Ms());
            add(waits, side.name() + ", longest", i, times.maxMs());
            words.add("%s: p99 %s, longest %s, %s measured."
                    .formatted(
                            side.name(),
                            times.p99Ms() == null ? "unknown" : Units.millis(times.p99Ms()),
                            times.maxMs() == null ? "unknown" : Units.millis(times.maxMs()),
                            Units.count(times.count())));
        }
        List<TargetLine> targets = run.record().targets().stream()
                .filter(target -> target.metric().equals(metric.path()))
                .map(target -> new TargetLine(
                        "target (" + metric.path().replaceAll(".*\\.(\\w+)_ms", "$1") + ")", target.limit()))
                .distinct()
                .toList();
        return PresenceChart.waits(
                id, title, run.record().scenario() + ": " + what, String.join(" ", words), waits, targets);
    }

    private static void add(List<Wait> waits, String name, int side, @Nullable Double ms) {
        if (ms != null) waits.add(new Wait(name, side, ms));
    }

    @Override
    public Html body(RunData run) {
        PresenceFigures figures = PresenceFigures.of(run.record().experiment());
        List<Chart> charts = charts(run);
        if (figures == null || charts.isEmpty()) return ChartFigure.missing("No round was played to its end.");
        List<Html> parts = new ArrayList<>();
        for (Chart chart : charts)
            parts.add(figure(chart, chart.id().equals("presence-savings") ? figures : figures.ends()));
        PresenceInProcess inProcess = PresenceInProcess.of(run.record().experiment());
        if (inProcess != null) parts.add(PresenceInProcessTable.of(inProcess));
        return Html.join(parts);
    }

    private static Html figure(Chart chart, PresenceFigures figures) {
        Html table = switch (chart.id()) {
            case "presence" -> PresenceTables.seconds(figures);
            case "presence-savings", "presence-cost" -> PresenceTables.sent(figures);
            case "presence-staleness" ->
                PresenceTables.times("staleness", figures, side -> side.truth().staleness());
            default ->
                PresenceTables.times(
                        "ghost_online", figures, side -> side.truth().ghosts());
        };
        return Html.of(
                "<h3>{}</h3>{}",
                chart.title(),
                ChartFigure.of(
                        chart,
                        Html.of(
                                "<p>{}</p><p class=\"how\">{}</p>",
                                chart.description(),
                                PresenceTables.how(chart.id())),
                        table));
    }

    /// What stands where other runs have the audit of their deliveries.
    static Html views(List<Side> sides) {
        return Html.join(sides.stream()
                .map(side -> views(
                        side.name(),
                        side.judged(),
                        side.truth().wrong(),
                        side.truth().views()))
                .toList());
    }

    /// Of one side.
    static Html views(String name, boolean judged, long wrong, long views) {
        boolean good = wrong == 0;
        return Html.of(
                """
                <div class="target {}" id="views-{}"><p class="big">{} <small>of {} views wrong</small></p>
                <p><strong>{}</strong> {}</p></div>
                """,
                good ? "good" : judged ? "bad" : "open",
                name,
                Say.count(wrong),
                Say.count(views),
                name,
                good
                        ? "at rest everybody saw what was true"
                        : "at rest somebody saw what was not true" + (judged ? "" : "; it is not judged"));
    }
}
