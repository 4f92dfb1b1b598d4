package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.HeadroomChart;
import io.guildstorm.reports.chart.HeadroomChart.Ramp;
import io.guildstorm.reports.chart.theme.Units;
import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.record.Headroom;
import io.guildstorm.reports.target.SweepFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where does it break, and what gives way first.
final class HeadroomSection implements Section {
    /// Share of all cores from which a machine counts as full.
    private static final double FULL = 0.8;

    @Override
    public String id() {
        return "headroom";
    }

    @Override
    public String title() {
        return "Where does it break?";
    }

    @Override
    public List<Chart> charts(RunData run) {
        SweepFigures sweep = SweepFigures.of(run.record().experiment());
        if (sweep != null) return SweepFigure.charts(sweep, run.record().scenario());
        Headroom headroom = run.record().headroom();
        if (headroom == null) return List.of();
        List<HeadroomChart.Step> steps = new ArrayList<>();
        int knee = 0;
        for (Headroom.Step step : headroom.steps()) {
            Double p99 = step.p99Ms();
            if (p99 == null) continue;
            Long missedAt = headroom.missedAt();
            if (missedAt == null || step.at() < missedAt) knee++;
            steps.add(new HeadroomChart.Step(step.at(), p99));
        }
        if (steps.isEmpty()) return List.of();
        return List.of(HeadroomChart.of(
                run.record().scenario() + ": p99 of each step of the ramp, after the judged window",
                words(run),
                new Ramp(axis(headroom), steps, knee, run.targets())));
    }

    @Override
    public Html body(RunData run) {
        SweepFigures sweep = SweepFigures.of(run.record().experiment());
        if (sweep != null) return SweepFigure.body(sweep, run.record().scenario());
        Headroom headroom = run.record().headroom();
        if (headroom == null) {
            return ChartFigure.missing("The run ended without a ramp, so how much more it could bear is not known.");
        }
        Html words = Html.of(
                "<p>{}</p><p class=\"how\">A step is one burst and two seconds of sends: few messages, so its p99 is rough, and"
                        + " bursts weigh more in it than in the judged window.</p>",
                words(run));
        FactTable table = new FactTable(
                "The ramp, step by step (CPU of all cores while they were full, or in the busiest tenth of a second)",
                axis(headroom),
                "p99",
                "server",
                "load",
                "all cores full for");
        int index = 0;
        for (Headroom.Step step : headroom.steps()) {
            table.row(
                    "headroom.step-" + index++,
                    Say.count(step.at()),
                    Say.millis(step.p99Ms()),
                    Say.share(step.serverCpuShare()),
                    Say.share(step.loadCpuShare()),
                    Say.millis(step.fullS() == null ? null : step.fullS() * 1e3));
        }
        List<Chart> charts = charts(run);
        if (charts.isEmpty()) return Html.of("{}{}", words, headroom.steps().isEmpty() ? Html.NONE : table.html());
        return ChartFigure.of(charts.getFirst(), words, table.html());
    }

    private static String axis(Headroom headroom) {
        return headroom.axis().equals("online") ? "sessions online" : headroom.axis();
    }

    /// Of a run that has a ramp.
    static String words(RunData run) {
        Headroom headroom = Objects.requireNonNull(run.record().headroom());
        String target = run.targets().isEmpty()
                ? "The target"
                : "The target " + run.targets().getFirst().label();
        Long met = headroom.metUpTo();
        Long missed = headroom.missedAt();
        String axis = headroom.axis();
        StringBuilder words = new StringBuilder(
                met == null
                        ? "No step of the ramp met it: " + target + ". "
                        : target + " was met up to " + Units.count(met) + " " + axis + ". ");
        if (missed == null) {
            words.append("The ramp ended before anything broke: how much higher the limit lies is not known. ");
            words.append(lastStep(headroom));
        } else {
            words.append("At ").append(Units.count(missed)).append(" it was missed. ");
        }
        words.append(gaveWay(headroom));
        return words.toString().strip();
    }

    /// How full the machine was when the ramp ended.
    private static String lastStep(Headroom headroom) {
        if (headroom.steps().isEmpty()) return "";
        Headroom.Step last = headroom.steps().getLast();
        Double server = last.serverCpuShare();
        Double load = last.loadCpuShare();
        if (server == null || load == null) return "";
        return "At " + Units.count(last.at()) + ", while they were busiest, the server used " + Units.percent(server)
                + " of all cores and the load " + Units.percent(load) + ". ";
    }

    private static String gaveWay(Headroom headroom) {
        String part = headroom.gaveWay();
        if (part == null) return headroom.missedAt() == null ? "" : "What gave way first is not known.";
        Double server = headroom.serverCpuShare();
        Double load = headroom.loadCpuShare();
        String shares = server == null || load == null
                ? ""
                : ": server " + Units.percent(server) + " and load " + Units.percent(load) + " of all cores";
        return "First to give way: the " + part + shares + fullFor(headroom.steps()) + why(part, server, load);
    }

    /// A burst fills the cores at every step: what grows is for how long.
    private static String fullFor(List<Headroom.Step> steps) {
        if (steps.isEmpty()) return "";
        Double last = steps.getLast().fullS();
        if (last == null || last == 0) return "";
        Double first = steps.getFirst().fullS();
        String before = steps.size() == 1 || first == null
                ? ""
                : ", at " + Units.count(steps.getFirst().at()) + " for " + Units.millis(first * 1e3);
        return " while these were full, which they were for " + Units.millis(last * 1e3) + " there" + before;
    }

    private static String why(String part, @Nullable Double server, @Nullable Double load) {
        if (part.equals("generator") || part.equals("instrument")) return ". A limit of the load, not of the server.";
        if (!part.equals("machine") || server == null || load == null) return ".";
        if (server + load >= FULL) {
            return ". Server and load filled it together: a limit of the box, not yet of the server.";
        }
        return ". They did not fill it: something else on this machine did, or stood in the way.";
    }
}
