/// What a run is held to, what became of it, and the one sentence that says so.
/// - **Called by** `scenarios.run` at the end of a run, by the command line, `outcome` and `page`.
/// - **Calls** `record` and `series`. **Owner** the calling thread; results are immutable.
///
/// [Verdicts] judges and explains, [Headlines] makes the sentence; everything else repeats both word for word. Start at
/// [Verdicts].
@NullMarked
package io.guildstorm.reports.target;

import org.jspecify.annotations.NullMarked;
