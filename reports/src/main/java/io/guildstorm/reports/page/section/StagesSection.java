package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.StagesChart;
import io.guildstorm.reports.chart.StagesChart.Row;
import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.record.Quantiles;
import io.guildstorm.reports.record.Stages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where the time goes between the intended send and the last recipient.
final class StagesSection implements Section {
    private record Stage(String path, String name, Function<Stages, @Nullable Quantiles> of) {}

    private record Level(String name, Function<Quantiles, @Nullable Double> of) {}

    private static final List<Stage> STAGES = List.of(
            new Stage("received", "server read it", Stages::received),
            new Stage("owner", "guild placed it", Stages::owner),
            new Stage("durable", "synced to disk", Stages::durable),
            new Stage("fanout_started", "fan-out began", Stages::fanoutStarted),
            new Stage("first", "first recipient", Stages::first),
            new Stage("last", "last recipient", Stages::last));
    private static final List<Level> LEVELS = List.of(
            new Level("p50", Quantiles::p50Ms), new Level("p90", Quantiles::p90Ms), new Level("p99", Quantiles::p99Ms));

    @Override
    public String id() {
        return "stages";
    }

    @Override
    public String title() {
        return "Where does the time go?";
    }

    @Override
    public List<Chart> charts(RunData run) {
        Stages stages = run.record().latency().stages();
        if (stages == null) return List.of();
        List<Stage> known = known(stages);
        List<Row> rows = rows(stages, known);
        if (known.size() < 2 || rows.isEmpty()) return List.of();
        return List.of(StagesChart.of(
                run.record().scenario() + ": by when a share of the messages had passed each stage",
                words(known, rows),
                known.stream().map(Stage::name).toList(),
                rows));
    }

    private static List<Stage> known(Stages stages) {
        return STAGES.stream()
                .filter(stage -> {
                    Quantiles quantiles = stage.of().apply(stages);
                    return quantiles != null && quantiles.p50Ms() != null;
                })
                .toList();
    }

    private static List<Row> rows(Stages stages, List<Stage> known) {
        List<Row> rows = new ArrayList<>();
        for (Level level : LEVELS) {
            List<Double> ends = new ArrayList<>();
            for (Stage stage : known) {
                Quantiles quantiles = stage.of().apply(stages);
                Double end = quantiles == null ? null : level.of().apply(quantiles);
                if (end != null) ends.add(end);
            }
            if (ends.size() == known.size() && !ends.isEmpty()) rows.add(new Row(level.name(), ends));
        }
        return rows;
    }

    private static String words(List<Stage> known, List<Row> rows) {
        Row row = rows.getFirst();
        int longest = 0;
        double most = -1;
        double from = 0;
        for (int i = 0; i < known.size(); i++) {
            double end = row.ends().get(i);
            if (end - from > most) {
                most = end - from;
                longest = i;
            }
            from = end;
        }
        String to = known.get(longest).name();
        return "At " + row.quantile() + " the longest part ends with “" + to + "”: " + Units.millis(most) + " of "
                + Units.millis(row.ends().getLast())
                + ". Each part ends when that share of the messages had passed the stage; its length is the distance to the"
                + " end of the part before. The last recipient counts once a message here; the p99 of the targets is over all"
                + " recipients.";
    }

    @Override
    public Html body(RunData run) {
        Stages stages = run.record().latency().stages();
        List<Chart> charts = charts(run);
        if (stages == null || charts.isEmpty()) {
            return ChartFigure.missing("The server's own times of each message were not recorded.");
        }
        FactTable table = new FactTable(
                "Time since the intended send until a message had passed a stage",
                "stage",
                "p50",
                "p90",
                "p99",
                "messages");
        for (Stage stage : STAGES) {
            Quantiles quantiles = stage.of().apply(stages);
            if (quantiles == null) {
                table.row(
                        "latency.stages." + stage.path(),
                        stage.name(),
                        Say.unknown(),
                        Say.unknown(),
                        Say.unknown(),
                        Say.unknown());
            } else {
                table.row(
                        "latency.stages." + stage.path(),
                        stage.name(),
                        Say.millis(quantiles.p50Ms()),
                        Say.millis(quantiles.p90Ms()),
                        Say.millis(quantiles.p99Ms()),
                        Say.count(quantiles.count()));
            }
        }
        return ChartFigure.of(
                charts.getFirst(), Html.of("<p>{}</p>", charts.getFirst().description()), table.html());
    }
}
