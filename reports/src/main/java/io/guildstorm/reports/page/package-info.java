/// The report that a person reads: one HTML file with nothing to download, and the charts beside it.
/// - **Called by** `scenarios.run` at the end of a run and by the command line to render again. Start at
///   [ReportRenderer].
/// - **Calls** `record`, `series`, `chart`. **Owner** the calling thread.
@NullMarked
package io.guildstorm.reports.page;

import org.jspecify.annotations.NullMarked;
