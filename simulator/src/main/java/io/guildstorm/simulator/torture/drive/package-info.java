/// Plays a torture plan against a real server in a child process: clients over sockets of their own, an owner who
/// changes who may see what, faults. Records everything that the clients see.
///
/// - **Called by** the command line. **Calls** `torture.plan`, `.history`, `.check`, and of `scenarios.run` what starts
///   processes; the server by its protocol alone.
/// - **Owner** the thread that calls [io.guildstorm.simulator.torture.drive.Torture#run] does the faults; each client
///   has a thread for its calls and one for its session; what they record goes through
///   [io.guildstorm.simulator.torture.drive.Recorder].
@NullMarked
package io.guildstorm.simulator.torture.drive;

import org.jspecify.annotations.NullMarked;
