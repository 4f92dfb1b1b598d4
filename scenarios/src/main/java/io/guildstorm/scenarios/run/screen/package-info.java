/// The live lines of a run: redrawn in place on a terminal, a plain line every five seconds elsewhere.
///
/// - **Called by** `run`. **Calls** nothing of ours.
/// - **Owner** the run's thread.
@NullMarked
package io.guildstorm.scenarios.run.screen;

import org.jspecify.annotations.NullMarked;
