/// Who is in a presence storm and what each of them does: guilds, roles, whom a client shows, and when. All pure
/// functions of a seed, so that the processes of a run agree without a word.
///
/// - **Called by** `swarm.presence`, `gatling` and `run.presence`. **Calls** `check`, for its statuses.
/// - **Owner** values are immutable.
@NullMarked
package io.guildstorm.scenarios.presence;

import org.jspecify.annotations.NullMarked;
