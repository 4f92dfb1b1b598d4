/// The sections of a report, one class each: what it shows, in words, in a chart and in a table.
/// - **Called by** `page`, in the order of [Sections]. **Calls** `record`, `series`, `chart`, `page.html`.
/// - **Owner** none: a section keeps nothing.
@NullMarked
package io.guildstorm.reports.page.section;

import org.jspecify.annotations.NullMarked;
