/// `presence-storm` and what is asked in its shape: rounds of several designs, what each told whom, and whether it was
/// true.
///
/// - **Called by** `run`, through [io.guildstorm.scenarios.run.presence.PresenceRun]. **Calls** `load`, `server` and
///   `process`, for the processes of a round.
/// - **Owner** the run's thread.
@NullMarked
package io.guildstorm.scenarios.run.presence;

import org.jspecify.annotations.NullMarked;
