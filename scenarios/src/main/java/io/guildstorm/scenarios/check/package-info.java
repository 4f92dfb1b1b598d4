/// Whether every session got every message once, in order and intact: the texts that can be checked, what a session
/// remembers, and the rules that judge it.
///
/// - **Called by** `gatling` (composes texts), `swarm` (feeds what arrives), `run` (adds results).
/// - **Owner** values are immutable; a [io.guildstorm.scenarios.check.Ledger] and the sessions fed through it
///   belong to one thread at a time, an event loop of the swarm. No socket, clock or thread of its own.
@NullMarked
package io.guildstorm.scenarios.check;

import org.jspecify.annotations.NullMarked;
