/// `identify-storm`: thousands sign in beside a busy channel, and what those already there notice of it.
///
/// - **Called by** `run`, through [io.guildstorm.scenarios.run.storm.StormRun]. **Calls** `sides`, which plays the
/// rounds.
/// - **Owner** the run's thread.
@NullMarked
package io.guildstorm.scenarios.run.storm;

import org.jspecify.annotations.NullMarked;
