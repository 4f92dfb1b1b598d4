package io.guildstorm.reports.chart;

import io.guildstorm.reports.chart.theme.LatencyAxis;
import io.guildstorm.reports.chart.theme.Line;
import io.guildstorm.reports.chart.theme.TargetLine;
import io.guildstorm.reports.chart.theme.Theme;
import io.guildstorm.reports.chart.theme.Tone;
import io.guildstorm.reports.chart.theme.Units;
import java.util.List;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/// Where it breaks: p99 against what grew, up to the step that missed the target.
public final class HeadroomChart {
    private HeadroomChart() {}

    /// One step of the ramp.
    /// @param at how many were online
    /// @param p99Ms of the deliveries in this step
    public record Step(double at, double p99Ms) {}

    /// @param axis what grew: `sessions online`
    /// @param steps in order, not empty
    /// @param knee index of the first step that missed the target; the number of steps when none did
    /// @param targets judged
    public record Ramp(String axis, List<Step> steps, int knee, List<TargetLine> targets) {}

    public static Chart of(String subtitle, String description, Ramp ramp) {
        return new Chart("headroom", "Where does it break?", subtitle, description, 350, room -> plot(ramp, room));
    }

    private static Plot plot(Ramp ramp, Chart.Room room) {
        double low = ramp.steps().stream().mapToDouble(Step::p99Ms).min().orElse(1);
        double high = ramp.steps().stream().mapToDouble(Step::p99Ms).max().orElse(100);
        double top = ramp.targets().stream().mapToDouble(TargetLine::ms).min().orElse(high);
        double most = ramp.steps().getLast().at();
        double step = Theme.step(most, room.narrow() ? 4 : 8);
        XYPlot plot = Theme.plot(
                Theme.axis(ramp.axis(), 0, Math.max(most * 1.06, step), step, Units::count),
                new LatencyAxis(
                        "p99 of a step (log scale)", Math.max(Math.min(low, top) / 3, 0.001), Math.max(high, top) * 3));
        if (ramp.knee() > 0 && ramp.knee() < ramp.steps().size()) beyond(plot, ramp);
        line(plot, ramp);
        Theme.targetsUp(
                plot,
                ramp.targets().stream()
                        .filter(target -> target.ms() < Math.max(high, top) * 2)
                        .toList());
        remarks(plot, ramp);
        return plot;
    }

    private static void beyond(XYPlot plot, Ramp ramp) {
        double from = ramp.steps().get(ramp.knee() - 1).at();
        double to = plot.getDomainAxis().getUpperBound();
        plot.addDomainMarker(new IntervalMarker(from, to, Tone.BAD.color(0.08)), Layer.BACKGROUND);
    }

    private static void line(XYPlot plot, Ramp ramp) {
        XYSeries all = new XYSeries("p99", false, true);
        XYSeries met = new XYSeries("met", false, true);
        XYSeries missed = new XYSeries("missed", false, true);
        for (int i = 0; i < ramp.steps().size(); i++) {
            Step step = ramp.steps().get(i);
            all.add(step.at(), step.p99Ms());
            (i < ramp.knee() ? met : missed).add(step.at(), step.p99Ms());
        }
        XYLineAndShapeRenderer line = Theme.lines();
        line.setDefaultPaint(Line.FIRST.color());
        line.setDefaultStroke(Line.FIRST.stroke(2.4));
        Theme.add(plot, new XYSeriesCollection(all), line);
        Theme.add(plot, new XYSeriesCollection(met), Theme.dots(Line.FIRST.color()));
        Theme.add(plot, new XYSeriesCollection(missed), Theme.dots(Tone.BAD.color()));
    }

    private static void remarks(XYPlot plot, Ramp ramp) {
        if (ramp.knee() > 0) {
            Step last = ramp.steps().get(ramp.knee() - 1);
            boolean leftHalf = last.at() < plot.getDomainAxis().getUpperBound() / 3;
            plot.addAnnotation(Theme.remark(
                    "held " + Units.count(last.at()) + ": " + Units.millis(last.p99Ms()),
                    last.at(),
                    last.p99Ms() / 2.4,
                    leftHalf ? TextAnchor.TOP_LEFT : TextAnchor.TOP_RIGHT));
        }
        if (ramp.knee() < ramp.steps().size()) {
            Step first = ramp.steps().get(ramp.knee());
            boolean leftHalf = first.at() < plot.getDomainAxis().getUpperBound() / 3;
            plot.addAnnotation(Theme.remark(
                    Units.count(first.at()) + ": " + Units.millis(first.p99Ms()),
                    first.at(),
                    first.p99Ms() * 1.4,
                    leftHalf ? TextAnchor.BOTTOM_LEFT : TextAnchor.BOTTOM_RIGHT));
        }
    }
}
