/// The crowd of a presence storm: users with their clients, each of which shows some others, is told their statuses,
/// and
/// does what its role says. What was told is compared with what was true at the end.
///
/// - **Called by** `run.presence`, as a process. **Calls** `presence` (who is who), `client` (the protocol) and `check`
///   (the comparison).
/// - **Owner** one event loop, of everything but the configuration, which is a value.
@NullMarked
package io.guildstorm.scenarios.swarm.presence;

import org.jspecify.annotations.NullMarked;
