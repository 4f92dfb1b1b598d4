/// Child processes: found, started, spoken to by lines, and never left behind.
///
/// - **Called by** `run`. **Calls** `run.exit` only.
/// - **Owner** a [io.guildstorm.scenarios.run.process.Child] belongs to the thread that started it; what its stdout
///   says is posted to the [io.guildstorm.scenarios.run.process.Inbox] of that thread, so that a run needs no lock.
@NullMarked
package io.guildstorm.scenarios.run.process;

import org.jspecify.annotations.NullMarked;
