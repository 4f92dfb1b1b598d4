package io.guildstorm.reports.page.section;

import io.guildstorm.reports.chart.Chart;
import io.guildstorm.reports.page.html.Html;
import java.util.List;

/// A part of the report with a name to point at.
public interface Section {
    /// The anchor: `report.html#cost`.
    String id();

    /// A question, or what is told.
    String title();

    /// What it says; plainly that nothing was measured where that is so.
    Html body(RunData run);

    /// Its charts, in order; none where nothing was measured.
    default List<Chart> charts(RunData run) {
        return List.of();
    }
}
