package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.SecondsChart;
import io.guildstorm.reports.chart.SecondsChart.Look;
import io.guildstorm.reports.chart.SecondsChart.Panel;
import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.record.Round;
import io.guildstorm.reports.record.RunFile;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.series.SecondRow;
import io.guildstorm.reports.series.Series;
import io.guildstorm.reports.target.StormFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A storm second by second: what those who were there throughout waited for a message, a line a side.
final class StormFigure {
    private StormFigure() {}

    /// A round of the run, as its own folder tells.
    private record Played(String side, List<SecondRow> rows, RunRecord record) {
        private double fact(String name) {
            Map<String, @Nullable Object> facts = record.experiment();
            return facts != null && facts.get(name) instanceof Number number ? number.doubleValue() : 0;
        }

        private int first() {
            return (int) fact("storm_began_s");
        }

        private int last() {
            return (int) Math.ceil(fact("storm_began_s") + fact("storm_s"));
        }
    }

    /// Empty: the run is another scenario's, or no round has kept its seconds.
    static List<Chart> charts(RunData run) {
        StormFigures figures = StormFigures.of(run.record().experiment());
        List<Played> rounds = figures == null ? List.of() : rounds(run);
        if (figures == null || rounds.isEmpty()) return List.of();
        List<SecondsChart.Series> series = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (StormFigures.Side side : figures.sides()) {
            List<Played> own = rounds.stream()
                    .filter(round -> round.side.equals(side.name()))
                    .toList();
            if (own.isEmpty()) continue;
            series.add(new SecondsChart.Series(side.name(), worstP99(own)));
            words.add(side.name() + ": " + figures.words(side) + ".");
        }
        int seconds = rounds.stream().mapToInt(round -> round.rows.size()).max().orElse(1);
        int from = rounds.stream().mapToInt(Played::first).min().orElse(0);
        int to = rounds.stream().mapToInt(Played::last).max().orElse(0);
        return List.of(SecondsChart.of(
                run.record().scenario() + ": delivery to those who were there throughout; shaded: others come",
                String.join(" ", words),
                seconds,
                IntStream.range(from, Math.min(to, seconds)).boxed().toList(),
                List.of(new Panel("p99 of delivery, of the worse storm", Look.LINES, Units::millis, series))));
    }

    static Html body(List<Chart> charts) {
        Chart chart = charts.getFirst();
        return ChartFigure.of(
                chart,
                Html.of(
                        "<p>{}</p><p class=\"how\">{}</p>",
                        chart.description(),
                        "How to read it: one line a side, one point a second, of its storms the worse one. The shade reaches"
                                + " from when the first was due or cut until the last of the slowest storm was in. What"
                                + " rises there is what the storm cost those who were there before."),
                Html.NONE);
    }

    /// Of each second the largest of all rounds.
    private static List<@Nullable Double> worstP99(List<Played> rounds) {
        List<@Nullable Double> values = new ArrayList<>();
        int seconds = rounds.stream().mapToInt(round -> round.rows.size()).max().orElse(0);
        for (int second = 0; second < seconds; second++) {
            Double worst = null;
            for (Played round : rounds) {
                Double p99 = second < round.rows.size() ? round.rows.get(second).p99Ms() : null;
                if (p99 != null && (worst == null || p99 > worst)) worst = p99;
            }
            values.add(worst);
        }
        return values;
    }

    private static List<Played> rounds(RunData run) {
        List<Round> told = run.record().rounds();
        List<Played> rounds = new ArrayList<>();
        for (Round round : told == null ? List.<Round>of() : told) {
            RunFolder folder = new RunFolder(run.folder().path().resolve(round.dir()));
            try {
                rounds.add(
                        new Played(round.side(), Series.read(folder.series()).rows(), RunFile.read(folder.runJson())));
            } catch (IOException _) {
                // a round that was cut short has none
            }
        }
        return rounds;
    }
}
