/// `flooding-sender`: one member floods a channel, and what that costs all others with and without limits.
///
/// - **Called by** `run`, through [io.guildstorm.scenarios.run.flood.FloodRun]. **Calls** `sides`, which plays the
///   rounds.
/// - **Owner** the run's thread.
@NullMarked
package io.guildstorm.scenarios.run.flood;

import org.jspecify.annotations.NullMarked;
