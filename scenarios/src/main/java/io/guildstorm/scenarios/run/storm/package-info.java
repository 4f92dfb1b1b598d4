/// `identify-storm` and `reconnect-storm`: thousands sign in, or lose their connections and come back, beside a busy
/// channel, and what those who were there throughout notice of it.
///
/// - **Called by** `run`, through [io.guildstorm.scenarios.run.storm.StormRun]. **Calls** `sides`, which plays the
/// rounds.
/// - **Owner** the run's thread.
@NullMarked
package io.guildstorm.scenarios.run.storm;

import org.jspecify.annotations.NullMarked;
