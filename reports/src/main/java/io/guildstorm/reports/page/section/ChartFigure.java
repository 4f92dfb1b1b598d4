package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.chart.Chart.Room;
import io.guildstorm.reports.chart.output.Svg;
import io.guildstorm.reports.page.html.Html;

/// A chart in the page: drawn twice, for wide and for narrow, with its words, its files and the table behind it.
public final class ChartFigure {
    private ChartFigure() {}

    /// @param table null-object [Html#NONE]: the chart has none of its own
    public static Html of(Chart chart, Html caption, Html table) {
        return Html.of(
                """
                <figure id="chart-{}">
                <div class="wide">{}</div><div class="narrow">{}</div>
                <figcaption>{}<span class="files">
                <a href="charts/{}.svg">SVG</a> <a href="charts/{}.png">PNG</a> <a href="#chart-{}">link</a></span></figcaption>
                {}</figure>
                """,
                chart.id(),
                new Html(Svg.inline(chart, Room.WIDE)),
                new Html(Svg.inline(chart, Room.NARROW)),
                caption,
                chart.id(),
                chart.id(),
                chart.id(),
                table.isEmpty() ? Html.NONE : folded("As a table", table));
    }

    static Html folded(String name, Html content) {
        return Html.of("<details><summary>{}</summary>{}</details>\n", name, content);
    }

    /// Where a chart would be.
    static Html missing(String why) {
        return Html.of("<p class=\"missing\"><strong>Not measured.</strong> {}</p>\n", why);
    }
}
