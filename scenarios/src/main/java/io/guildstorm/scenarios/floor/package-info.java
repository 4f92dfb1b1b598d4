/// The floor: what a delivery costs when a server does nothing but write. It takes the run's own sessions, and for
/// each message writes one prebuilt frame to each socket with the system's `send`: no protocol, no numbers, no
/// library in between.
///
/// - **Called by** `run`, which starts the process [io.guildstorm.scenarios.floor.Main] before the server, has the
///   swarm drive it, and reads its CPU. **Calls** the C library through `java.lang.foreign`.
/// - **Owner** one thread owns everything.
@NullMarked
package io.guildstorm.scenarios.floor;

import org.jspecify.annotations.NullMarked;
