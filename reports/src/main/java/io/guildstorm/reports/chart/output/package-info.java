/// Charts as files: SVG whose text stays text, PNG at twice the pixels, and the card for links.
/// - **Called by** `page`. **Calls** `chart`, JFreeChart, Batik.
/// - **Owner** none: nothing here keeps state.
@NullMarked
package io.guildstorm.reports.chart.output;

import org.jspecify.annotations.NullMarked;
