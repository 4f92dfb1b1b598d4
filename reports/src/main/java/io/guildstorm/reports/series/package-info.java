/// The figures behind a record: interval logs and tables of all processes of a run, read and joined.
/// - **Called by** `scenarios.run` at the end of a run, and by report and page, which read the joined files again.
/// - **Calls** HdrHistogram and `record`. **Owner** the calling thread; results are immutable.
///
/// Instants are nanoseconds of CLOCK_MONOTONIC, shared by all processes of a machine. A *second* is counted from the
/// beginning of the judged [Window]. A table is a CSV file with a header, numbers only, an empty cell for unknown; the
/// last line of a process that was killed may be torn and is passed over. Start at [Series] and [Arrivals].
@NullMarked
package io.guildstorm.reports.series;

import org.jspecify.annotations.NullMarked;
