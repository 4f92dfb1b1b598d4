/// `crash-mid-send`: concurrent sends, a server that is killed among them, and what it knows after its restart.
///
/// - **Called by** `run`, through [io.guildstorm.scenarios.run.crash.CrashRun]. **Calls** `server`.
/// - **Owner** the run's thread; senders are virtual threads of their own that post to nobody and are joined.
@NullMarked
package io.guildstorm.scenarios.run.crash;

import org.jspecify.annotations.NullMarked;
