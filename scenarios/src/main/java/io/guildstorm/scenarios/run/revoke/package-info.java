/// `permission-revoke`: an owner takes a busy channel from its readers while messages are in flight, and what each
/// reader
/// is still shown.
///
/// - **Called by** `run`, through [io.guildstorm.scenarios.run.revoke.RevokeRun]. **Calls** `sides`, which plays the
///   rounds.
/// - **Owner** the run's thread; the owner's calls are made on virtual threads of their own, which post to the run's
///   inbox and are joined.
@NullMarked
package io.guildstorm.scenarios.run.revoke;

import org.jspecify.annotations.NullMarked;
