/// What this machine is and what it does meanwhile: CPU of processes, memory, limits, hiccups. Reads `/proc`; where
/// there is none (macOS) the figures are unknown, never zero.
///
/// - **Called by** `run` and `doctor`. **Calls** records of `reports` and `workload.Room`.
/// - **Owner** readings are immutable values; [io.guildstorm.scenarios.run.machine.Hiccups] has a thread of its
///   own.
@NullMarked
package io.guildstorm.scenarios.run.machine;

import org.jspecify.annotations.NullMarked;
