/// The charts of a report, each from a small input of its own: what a page, a slide or an issue shows.
/// - **Called by** `page`, which maps records and series to inputs, and by whoever wants a chart of other figures.
/// - **Calls** `chart.theme`. `chart.output` makes files of what is drawn here.
/// - **Owner** none: a [Chart] is a value and draws itself anew each time.
@NullMarked
package io.guildstorm.reports.chart;

import org.jspecify.annotations.NullMarked;
