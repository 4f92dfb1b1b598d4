/// `slow-consumers`: some readers stop reading, and what that costs the others and the server.
///
/// - **Called by** `run`, through [io.guildstorm.scenarios.run.slow.SlowRun]. **Calls** `sides`, which plays the
/// rounds.
/// - **Owner** the run's thread; one virtual thread of its own asks the server how many it has closed.
@NullMarked
package io.guildstorm.scenarios.run.slow;

import org.jspecify.annotations.NullMarked;
