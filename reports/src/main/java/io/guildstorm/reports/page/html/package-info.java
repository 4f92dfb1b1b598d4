/// HTML from figures: text is escaped unless it is [Html] already, and an unknown figure never looks like a zero.
/// - **Called by** `page` and `page.section`. **Calls** `chart.theme` for units.
/// - **Owner** none: values, except [FactTable], which belongs to the thread that fills it.
@NullMarked
package io.guildstorm.reports.page.html;

import org.jspecify.annotations.NullMarked;
