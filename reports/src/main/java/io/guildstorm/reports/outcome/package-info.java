/// What a run came to, in words: the end of the terminal, `summary.md`, `junit.xml`; and the record of a run that could
/// not write its own.
/// - **Called by** `scenarios.run` and the command line. **Calls** `record`, `series` and `target`, and judges nothing.
/// - **Owner** the calling thread.
///
/// The sentence is the record's headline, never made here. Start at [ResultScreen].
@NullMarked
package io.guildstorm.reports.outcome;

import org.jspecify.annotations.NullMarked;
