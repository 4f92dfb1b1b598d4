/// `guild-15m`: a guild of millions, most of whose sessions have no socket, over relays and with direct fan-out.
///
/// - **Called by** `run`, through [io.guildstorm.scenarios.run.guild.Guild15mRun]. **Calls** `sides`, which plays the
/// rounds, and the server's admin API.
/// - **Owner** the run's thread.
@NullMarked
package io.guildstorm.scenarios.run.guild;

import org.jspecify.annotations.NullMarked;
