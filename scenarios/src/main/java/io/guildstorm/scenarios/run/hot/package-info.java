/// `hot-channel`: its phases, its ramp, what is read off at which instant, and the record of it.
///
/// - **Called by** `run`, through [io.guildstorm.scenarios.run.hot.HotChannelRun], and by `sides` for each round of
///   scenarios that share these phases, each with its [io.guildstorm.scenarios.run.hot.Variation]. **Calls** `load`
///   for floor, swarms and Gatling, `server` for the server.
/// - **Owner** the run's thread.
@NullMarked
package io.guildstorm.scenarios.run.hot;

import org.jspecify.annotations.NullMarked;
