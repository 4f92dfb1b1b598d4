/// What a run is held to, what became of it, and how that is said in words.
/// - **Called by** `scenarios.run` at the end of a run, by the command line, and by `page`.
/// - **Calls** `record` and `series`. **Owner** the calling thread; results are immutable.
///
/// [Verdicts] judges and explains, [Headlines] makes the one sentence; result block, summary and JUnit file repeat them
/// word for word. Start at [Verdicts].
@NullMarked
package io.guildstorm.reports.target;

import org.jspecify.annotations.NullMarked;
