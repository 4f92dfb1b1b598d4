/// The passive subscribers: tens of thousands of real sessions in one process, the measuring instrument of a run.
///
/// - **Called by** `run`, which starts the process [io.guildstorm.scenarios.swarm.Main] and speaks JSON lines with
///   it: [io.guildstorm.scenarios.swarm.SwarmCommand] in, [io.guildstorm.scenarios.swarm.SwarmEvent] out.
/// - **Calls** `client` for the protocol, `check` for the audit, `schedule` for driving the floor.
/// - **Owner** each event loop owns its sessions, their audit and its recorders; the control thread owns commands,
///   files and the process's life, and reaches a loop's state only by tasks on that loop.
@NullMarked
package io.guildstorm.scenarios.swarm;

import org.jspecify.annotations.NullMarked;
