/// The processes that make load and measure it: Gatling, swarms, the floor. Here is only what the run says to them
/// and hears from them.
///
/// - **Called by** `run`. **Calls** `run.process`; the words of a swarm are those of `swarm`.
/// - **Owner** the run's thread: what processes say reaches it through the inbox.
@NullMarked
package io.guildstorm.scenarios.run.load;

import org.jspecify.annotations.NullMarked;
