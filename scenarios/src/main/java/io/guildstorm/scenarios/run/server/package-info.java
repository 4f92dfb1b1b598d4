/// The server under test as a run sees it: its switches, its process, its admin API.
///
/// - **Called by** `run` and the command line. **Calls** `run.process`, `run.machine`; the server by HTTP alone.
/// - **Owner** the run's thread.
@NullMarked
package io.guildstorm.scenarios.run.server;

import org.jspecify.annotations.NullMarked;
