/// A run: which processes, in which order, for how long, and what is read off them at which instant.
///
/// - **Called by** the command line, by [io.guildstorm.scenarios.run.Runs]. **Calls** `workload` for what to do,
///   `reports` for what it came to.
/// - **Owner** one thread, the run's own: children and signals post to its
///   [io.guildstorm.scenarios.run.process.Inbox]. Clocks and randomness are taken here and handed down.
///
/// | package | job |
/// |---|---|
/// | `hot`, `crash`, `revoke`, `slow` | one scenario each, phase by phase |
/// | `sides` | rounds of two sides in turn, and one record over them |
/// | `context` | what every run has |
/// | `process` | children, their lines, and that none is left |
/// | `machine` | CPU, memory, limits, hiccups |
/// | `server` | switches, server process, admin API, flight recording |
/// | `load` | Gatling, swarms, floor, the guild that they use |
/// | `screen` | live lines |
/// | `exit` | exit codes and refusals |
@NullMarked
package io.guildstorm.scenarios.run;

import org.jspecify.annotations.NullMarked;
